package org.zhiban.model.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * The last that is known of a point.
 *
 * @param value as {@link SampleBatch} defines it
 * @param time milliseconds since 1970 UTC; 0 before the first sample
 */
public record PointValue(
    double value, @Nullable String text, Quality quality, QualityReason reason, long time) {
  /** What a point is before anything was read. */
  public static final PointValue NOT_READ_YET =
      new PointValue(Double.NaN, null, Quality.BAD, QualityReason.NOT_READ_YET, 0);
}
