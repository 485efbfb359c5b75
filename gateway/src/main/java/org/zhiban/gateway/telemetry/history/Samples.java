package org.zhiban.gateway.telemetry.history;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;

/** Samples of one point in columns that grow. Quality and reason share a byte. */
final class Samples {
  private static final int QUALITY_BITS = 2;

  private int size;
  private long[] times;
  private double[] values;
  private byte[] codes;
  private @Nullable String @Nullable [] texts;

  Samples(int capacity) {
    int room = Math.max(capacity, 4);
    times = new long[room];
    values = new double[room];
    codes = new byte[room];
  }

  static byte code(Quality quality, QualityReason reason) {
    return (byte) (reason.code() << QUALITY_BITS | quality.code());
  }

  static Quality quality(byte code) {
    return Quality.of((byte) (code & (1 << QUALITY_BITS) - 1));
  }

  static QualityReason reason(byte code) {
    return QualityReason.of((byte) ((code & 0xff) >>> QUALITY_BITS));
  }

  int size() {
    return size;
  }

  long time(int row) {
    return times[row];
  }

  double value(int row) {
    return values[row];
  }

  /** All of them, in a copy. */
  long[] times() {
    return Arrays.copyOf(times, size);
  }

  /** All of them, in a copy. */
  double[] values() {
    return Arrays.copyOf(values, size);
  }

  byte code(int row) {
    return codes[row];
  }

  @Nullable String text(int row) {
    return texts == null ? null : texts[row];
  }

  PointValue get(int row) {
    return new PointValue(
        values[row], text(row), quality(codes[row]), reason(codes[row]), times[row]);
  }

  void add(long time, double value, byte code, @Nullable String text) {
    if (size == times.length) {
      grow();
    }
    times[size] = time;
    values[size] = value;
    codes[size] = code;
    if (text != null) {
      if (texts == null) {
        texts = new String[times.length];
      }
      texts[size] = text;
    }
    size++;
  }

  private void grow() {
    int room = size + (size >> 1) + 4;
    times = Arrays.copyOf(times, room);
    values = Arrays.copyOf(values, room);
    codes = Arrays.copyOf(codes, room);
    if (texts != null) {
      texts = Arrays.copyOf(texts, room);
    }
  }

  /** Takes over those of other samples with {@code from <= time < to}. */
  void addAll(Samples other, long from, long to) {
    for (int row = 0; row < other.size; row++) {
      long time = other.times[row];
      if (time >= from && time < to) {
        add(time, other.values[row], other.codes[row], other.text(row));
      }
    }
  }

  /** The first row of sorted samples that is not before a time; the size where all are. */
  int firstAtOrAfter(long time) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Rows {@code [from, to)}. */
  Samples slice(int from, int to) {
    if (from == 0 && to == size) {
      return this;
    }
    Samples slice = new Samples(to - from);
    for (int row = from; row < to; row++) {
      slice.add(times[row], values[row], codes[row], text(row));
    }
    return slice;
  }

  /** These samples in order of time; of one time, in order of arrival. */
  Samples sorted() {
    for (int row = 1; row < size; row++) {
      if (times[row] < times[row - 1]) {
        return reordered();
      }
    }
    return this;
  }

  private Samples reordered() {
    Samples sorted = new Samples(size);
    IntStream.range(0, size)
        .boxed()
        .sorted(Comparator.comparingLong((Integer row) -> times[row]))
        .forEach(row -> sorted.add(times[row], values[row], codes[row], text(row)));
    return sorted;
  }
}
