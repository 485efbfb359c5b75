package org.zhiban.rules;

import java.time.Instant;

/** When nothing may be scheduled by the clock of this machine. */
public final class SaneClock {
  /** A clock that says less is dead. */
  public static final Instant EARLIEST = Instant.parse("2024-01-01T00:00:00Z");

  private SaneClock() {}

  /** Whether a clock that says so can be alive. */
  public static boolean sane(Instant now) {
    return !now.isBefore(EARLIEST);
  }
}
