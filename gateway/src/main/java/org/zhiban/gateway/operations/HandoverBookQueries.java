package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.List;
import org.zhiban.model.handover.HandoverShift;

/** What can be asked of the handover book. */
public interface HandoverBookQueries {
  /** The signatures of a page: at most two, in the order in which they were given. */
  List<SignedPart> signatures(HandoverShift.Key page);

  /** Those of the shifts that ended within {@code from <= at < to}, by shift and order. */
  List<SignedPart> signatures(Instant from, Instant to);
}
