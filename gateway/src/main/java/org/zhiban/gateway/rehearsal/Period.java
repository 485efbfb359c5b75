package org.zhiban.gateway.rehearsal;

import java.time.Duration;
import java.time.Instant;

/**
 * The part of the record that is rehearsed: {@code from <= time < to}, at most {@link #LONGEST}.
 */
public record Period(Instant from, Instant to) {
  /** The longest that is rehearsed at once. */
  public static final Duration LONGEST = Duration.ofDays(31);

  public Period {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a period ends after it begins");
    }
  }

  boolean holds(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  /** How long something between two times lasted within this. */
  Duration within(Instant begin, Instant end) {
    Instant first = begin.isAfter(from) ? begin : from;
    Instant last = end.isBefore(to) ? end : to;
    return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
  }
}
