package org.zhiban.model.telemetry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last value of every point of a site, in plain arrays. One writer; what is read on another
 * thread is read through a copy that the writer publishes. Not safe for concurrent use by itself.
 */
public final class PointTable {
  private final double[] values;
  private final byte[] qualities;
  private final byte[] reasons;
  private final long[] times;
  private final @Nullable String[] texts;

  /** A table in which no point was read yet. */
  public PointTable(int size) {
    values = new double[size];
    qualities = new byte[size];
    reasons = new byte[size];
    times = new long[size];
    texts = new String[size];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(qualities, Quality.BAD.code());
    Arrays.fill(reasons, QualityReason.NOT_READ_YET.code());
  }

  public int size() {
    return values.length;
  }

  /** Takes over one row of a batch. */
  public void apply(SampleBatch batch, int row) {
    int point = batch.point(row);
    values[point] = batch.value(row);
    qualities[point] = batch.quality(row).code();
    reasons[point] = batch.reason(row).code();
    times[point] = batch.time(row);
    texts[point] = batch.text(row);
  }

  public double value(int point) {
    return values[point];
  }

  public @Nullable String text(int point) {
    return texts[point];
  }

  public Quality quality(int point) {
    return Quality.of(qualities[point]);
  }

  public QualityReason reason(int point) {
    return QualityReason.of(reasons[point]);
  }

  /** Milliseconds since 1970 UTC of the last sample; 0 before the first. */
  public long time(int point) {
    return times[point];
  }

  /** A snapshot of one point. */
  public PointValue get(int point) {
    return times[point] == 0
        ? PointValue.NOT_READ_YET
        : new PointValue(values[point], texts[point], quality(point), reason(point), times[point]);
  }
}
