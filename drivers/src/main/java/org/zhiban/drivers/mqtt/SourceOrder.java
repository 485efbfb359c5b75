package org.zhiban.drivers.mqtt;

import java.util.HashMap;
import java.util.Map;

/**
 * Which values of points are of now, and which are late: a device that kept what it could not send
 * sends it after newer values. One thread asks.
 */
final class SourceOrder {
  /**
   * What a device sends again on a new connection may overtake what is under way on the one before
   * by so much.
   */
  private static final long UNDER_WAY_MS = 10_000;

  /** A clock that is set back is believed after so long. */
  private static final long BELIEVED_AFTER_MS = 60_000;

  /** What is older by more was never kept for sending: the source's clock is off. */
  private static final long KEPT_MS = 24 * 3_600_000L;

  /** The newest source time of a point, and when it was received. */
  private record Newest(long time, long received) {}

  private final Map<Integer, Newest> byPoint = new HashMap<>();

  /**
   * Takes a value that carries its source's time.
   *
   * @return whether a newer one was told before: this one is of the past. Where nothing newer has
   *     come for a minute, or for as long as it is older and ten seconds, the source's clock was
   *     set back, and it is of now
   */
  boolean late(int point, long time, long received) {
    Newest newest = byPoint.get(point);
    boolean late =
        newest != null
            && time < newest.time
            && newest.time - time <= KEPT_MS
            && received - newest.received
                < Math.clamp(newest.time - time, UNDER_WAY_MS, BELIEVED_AFTER_MS);
    if (!late) {
      byPoint.put(point, new Newest(time, received));
    }
    return late;
  }
}
