package org.zhiban.gateway.telemetry.history;

import java.time.Duration;

/**
 * How the historian weighs memory against files.
 *
 * @param retention raw samples older than this are dropped by whole days
 * @param queued whether the log is kept until it is released, for forwarding
 * @param headSamples so many of the newest samples stay in memory, at most twice as many while they
 *     are being written; about 20 bytes each
 * @param headAge samples leave the memory at the latest after this
 * @param chunkSamples the most that are compressed together
 * @param segmentBytes about how long a file of the log is
 */
public record HistorySettings(
    Duration retention,
    boolean queued,
    int headSamples,
    Duration headAge,
    int chunkSamples,
    long segmentBytes) {
  public HistorySettings {
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException("history is kept for some time: " + retention);
    }
    if (headSamples < 1 || chunkSamples < 1 || segmentBytes < 1) {
      throw new IllegalArgumentException("sizes count from 1");
    }
  }

  /** The sizes that fit a gateway of a few thousand points. */
  public static HistorySettings of(Duration retention, boolean queued) {
    return new HistorySettings(retention, queued, 1 << 18, Duration.ofHours(1), 1024, 16L << 20);
  }
}
