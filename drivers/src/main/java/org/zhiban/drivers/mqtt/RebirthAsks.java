package org.zhiban.drivers.mqtt;

import java.time.Duration;

/**
 * When a node may be asked for its births: at once, then after 5 s and twice as long each time, up
 * to 5 minutes, until it was content for as long. A new connection of our own asks again, a second
 * after the last time at the soonest. Times are milliseconds since 1970 UTC.
 */
final class RebirthAsks {
  static final Duration FIRST = Duration.ofSeconds(5);
  static final Duration LONGEST = Duration.ofMinutes(5);
  private static final long NEVER = Long.MIN_VALUE / 2;
  private static final long CONNECTING = 1_000;

  private long last = NEVER;
  private long pause;
  private boolean wanted;

  /** The births are missing or cannot be relied on. */
  void want() {
    wanted = true;
  }

  /** Our own connection is new: nothing that the node said before counts. */
  void connected() {
    wanted = true;
    pause = Math.min(pause, CONNECTING);
  }

  /** The node was born, or it is gone and nobody would answer. */
  void settled() {
    wanted = false;
  }

  /** Whether to ask now; true once for each time that is due. */
  boolean due(long now) {
    if (now - last > 2 * LONGEST.toMillis()) {
      pause = 0;
    }
    if (!wanted || (now - last < pause && now >= last)) {
      return false;
    }
    boolean first = pause < FIRST.toMillis();
    pause = first ? FIRST.toMillis() : Math.min(2 * pause, LONGEST.toMillis());
    last = now;
    return true;
  }
}
