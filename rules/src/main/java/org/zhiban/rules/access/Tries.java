package org.zhiban.rules.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Wrong passwords in a row, and how long they make wait: some are free, the next costs 30 s, each
 * further one twice as much, 15 minutes at most.
 *
 * @param failures since the last right one
 * @param waitsUntil no password is looked at until then
 */
public record Tries(int failures, Optional<Instant> waitsUntil) {
  public static final Tries NONE = new Tries(0, Optional.empty());

  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final int MOST_DOUBLINGS = 10;

  public Tries {
    if (failures < 0) {
      throw new IllegalArgumentException("failures: " + failures);
    }
  }

  /**
   * After another wrong password.
   *
   * @param free of them cost nothing but the last
   */
  public Tries failed(Instant now, int free) {
    int more = Math.addExact(failures, 1);
    if (more < free) {
      return new Tries(more, Optional.empty());
    }
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(more - free, MOST_DOUBLINGS));
    return new Tries(
        more, Optional.of(now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)));
  }

  /** Until when; empty: not. What lies further ahead was set before the clock was set back. */
  public Optional<Instant> waits(Instant now) {
    return waitsUntil.filter(
        until -> now.isBefore(until) && !until.isAfter(now.plus(LONGEST_WAIT)));
  }
}
