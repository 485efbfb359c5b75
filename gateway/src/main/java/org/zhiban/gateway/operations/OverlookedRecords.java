package org.zhiban.gateway.operations;

import java.time.Instant;
import org.zhiban.rules.overlooked.Overlooked;

/** What was told once of what nobody did in time. */
public interface OverlookedRecords {
  /** Puts on record that it is told; whether it was not told before. */
  boolean first(Overlooked.Found found, Instant at);
}
