package org.zhiban.drivers;

import java.time.Duration;
import java.time.Instant;

/** Which of the times that a source tells may be believed. */
public final class SourceClock {
  /** A source's clock may differ from ours by so much before its time is not believed. */
  private static final Duration TOLERANCE = Duration.ofMinutes(10);

  /** A clock that lost its battery begins in 1970, 1980 or 2000. */
  private static final Instant FIRST = Instant.parse("2001-01-01T00:00:00Z");

  private SourceClock() {}

  /** Whether it can be the time of what is now. */
  public static boolean present(Instant time, Instant received) {
    return past(time, received) && time.isAfter(received.minus(TOLERANCE));
  }

  /** Whether it can be that of what was: devices keep journals, and nobody knows what will be. */
  public static boolean past(Instant time, Instant received) {
    return !time.isBefore(FIRST) && time.isBefore(received.plus(TOLERANCE));
  }
}
