package org.zhiban.model.telemetry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Samples in columns, in order of arrival. A driver fills a batch and hands it over; from then on
 * nobody writes to it. A value that could not be read is a sample too: its number is NaN, its
 * quality bad, and its reason says why; it never repeats an older number.
 *
 * <p>Numbers: analog and counter in the point's unit, after scale and offset; binary 0 or 1;
 * multistate the index of the state in the declared order; text points carry NaN and the text
 * beside it. Times are milliseconds since 1970 UTC, the source's where it has a sane clock, else
 * the moment at which the answer was received.
 */
public final class SampleBatch {
  private int size;
  private int[] points;
  private double[] values;
  private byte[] qualities;
  private byte[] reasons;
  private long[] times;
  private @Nullable String @Nullable [] texts;

  /** An empty batch with room for {@code capacity} samples; it grows where needed. */
  public SampleBatch(int capacity) {
    int room = Math.max(capacity, 1);
    points = new int[room];
    values = new double[room];
    qualities = new byte[room];
    reasons = new byte[room];
    times = new long[room];
  }

  /** Adds a number of good quality. */
  public void good(int point, double value, long time) {
    add(point, value, null, Quality.GOOD, QualityReason.NONE, time);
  }

  /** Adds a text of good quality. */
  public void text(int point, String text, long time) {
    add(point, Double.NaN, text, Quality.GOOD, QualityReason.NONE, time);
  }

  /** Adds the fact that a point has no trustworthy value at this time. */
  public void bad(int point, QualityReason reason, long time) {
    add(point, Double.NaN, null, Quality.BAD, reason, time);
  }

  /** Adds any sample. */
  public void add(
      int point,
      double value,
      @Nullable String text,
      Quality quality,
      QualityReason reason,
      long time) {
    if (size == points.length) {
      grow();
    }
    points[size] = point;
    values[size] = value;
    qualities[size] = quality.code();
    reasons[size] = reason.code();
    times[size] = time;
    if (text != null) {
      if (texts == null) {
        texts = new String[points.length];
      }
      texts[size] = text;
    }
    size++;
  }

  private void grow() {
    int room = points.length * 2;
    points = Arrays.copyOf(points, room);
    values = Arrays.copyOf(values, room);
    qualities = Arrays.copyOf(qualities, room);
    reasons = Arrays.copyOf(reasons, room);
    times = Arrays.copyOf(times, room);
    if (texts != null) {
      texts = Arrays.copyOf(texts, room);
    }
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The point's number in the site's {@link PointIndex}. */
  public int point(int row) {
    return points[row];
  }

  public double value(int row) {
    return values[row];
  }

  public Quality quality(int row) {
    return Quality.of(qualities[row]);
  }

  public QualityReason reason(int row) {
    return QualityReason.of(reasons[row]);
  }

  /** Milliseconds since 1970 UTC. */
  public long time(int row) {
    return times[row];
  }

  public @Nullable String text(int row) {
    return texts == null ? null : texts[row];
  }

  /**
   * The rows in order of their times, those of one time as they arrived: itself where they are in
   * order already. Several points that one message tells of happened one after another, whatever
   * place they have in it.
   */
  public SampleBatch inOrderOfTime() {
    boolean ordered = true;
    for (int row = 1; row < size && ordered; row++) {
      ordered = times[row - 1] <= times[row];
    }
    if (ordered) {
      return this;
    }
    SampleBatch sorted = new SampleBatch(size);
    IntStream.range(0, size)
        .boxed()
        .sorted(Comparator.comparingLong(row -> times[row]))
        .forEach(row -> sorted.copyRow(this, row));
    return sorted;
  }

  /** Appends one row of another batch. */
  public void copyRow(SampleBatch from, int row) {
    add(
        from.points[row],
        from.values[row],
        from.text(row),
        from.quality(row),
        from.reason(row),
        from.times[row]);
  }
}
