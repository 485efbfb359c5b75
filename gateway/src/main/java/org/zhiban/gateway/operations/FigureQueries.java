package org.zhiban.gateway.operations;

import java.time.Instant;
import org.zhiban.rules.figures.Records;

/** What figures are made of, read as a whole. */
public interface FigureQueries {
  /** All that the figures of a period ask for. */
  Records records(Instant from, Instant to);
}
