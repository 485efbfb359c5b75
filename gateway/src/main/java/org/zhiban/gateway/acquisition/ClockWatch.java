package org.zhiban.gateway.acquisition;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Finds out when the clock on the wall was set, by a person, a time server's correction or a
 * machine that slept: beside it runs a clock that only counts. One thread looks.
 */
final class ClockWatch {
  /** A smaller correction is as good as time that passed. */
  static final Duration TOLERANCE = Duration.ofSeconds(1);

  private final InstantSource wall;
  private final LongSupplier nanos;
  private final AtomicLong found = new AtomicLong();
  private long lastWall;
  private long lastNanos;

  /**
   * A watch that begins now.
   *
   * @param nanos counts nanoseconds from anywhere and is never set
   */
  ClockWatch(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    Moment now = now();
    lastWall = now.wall();
    lastNanos = now.nanos();
  }

  /** What both show at the same moment. */
  private record Moment(long wall, long nanos) {}

  /** A thread that is held up between two looks would take that for a setting. */
  private Moment now() {
    long before = nanos.getAsLong();
    while (true) {
      long shown = wall.millis();
      long after = nanos.getAsLong();
      if (after - before < TOLERANCE.toNanos() / 10) {
        return new Moment(shown, after);
      }
      before = after;
    }
  }

  /** Milliseconds since 1970 UTC by the clock on the wall. */
  long millis() {
    return wall.millis();
  }

  /**
   * By how much the clock was set since the last look, forward where positive; 0 where it just
   * went. Milliseconds.
   */
  long setBy() {
    Moment now = now();
    long by = (now.wall() - lastWall) - Math.floorDiv(now.nanos() - lastNanos, 1_000_000L);
    lastWall = now.wall();
    lastNanos = now.nanos();
    if (Math.abs(by) < TOLERANCE.toMillis()) {
      return 0;
    }
    found.incrementAndGet();
    return by;
  }

  /** How often it was set since the start; asked from any thread. */
  long found() {
    return found.get();
  }
}
