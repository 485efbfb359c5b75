package org.zhiban.gateway.telemetry.history;

import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * A batch in order of arrival as bytes, column by column. The point column holds series numbers,
 * not those of a site's point index.
 */
final class BatchCodec {
  /** How a value is written, in the lowest three bits: digits behind the point, or one of these. */
  private static final int SINGLE = 6;

  private static final int DOUBLE = 7;
  private static final int MOST_DIGITS = 5;
  private static final int NAN = 8;

  static void encode(ByteSink sink, SampleBatch batch) {
    int size = batch.size();
    sink.putVarint(size);
    int series = 0;
    for (int row = 0; row < size; row++) {
      int next = batch.point(row);
      sink.putZigzag((long) next - series);
      series = next;
    }
    long time = 0;
    for (int row = 0; row < size; row++) {
      sink.putZigzag(batch.time(row) - time);
      time = batch.time(row);
    }
    for (int row = 0; row < size; row++) {
      writeValue(sink, batch.value(row));
    }
    writeQualities(sink, batch);
    writeTexts(sink, batch);
  }

  static SampleBatch decode(ByteSource source) {
    int size = source.getCount();
    int[] series = new int[size];
    long[] times = new long[size];
    double[] values = new double[size];
    byte[] codes = new byte[size];
    for (int row = 0; row < size; row++) {
      series[row] = (row == 0 ? 0 : series[row - 1]) + (int) source.getZigzag();
    }
    for (int row = 0; row < size; row++) {
      times[row] = (row == 0 ? 0 : times[row - 1]) + source.getZigzag();
    }
    for (int row = 0; row < size; row++) {
      values[row] = readValue(source);
    }
    for (int row = 0; row < size; ) {
      byte code = (byte) source.get();
      for (int end = row + source.getCount(); row < end; row++) {
        codes[row] = code;
      }
    }
    @Nullable String[] texts = readTexts(source, size);
    SampleBatch batch = new SampleBatch(size);
    for (int row = 0; row < size; row++) {
      batch.add(
          series[row],
          values[row],
          texts.length == 0 ? null : texts[row],
          Samples.quality(codes[row]),
          Samples.reason(codes[row]),
          times[row]);
    }
    return batch;
  }

  private static void writeValue(ByteSink sink, double value) {
    if (Decimals.same(value, Double.NaN)) {
      sink.putVarint(NAN | DOUBLE);
      return;
    }
    for (int digits = 0; digits <= MOST_DIGITS; digits++) {
      if (Decimals.fits(value, digits, false)) {
        long scaled = Decimals.scaled(value, digits);
        sink.putVarint(((scaled << 1) ^ (scaled >> 63)) << 3 | digits);
        return;
      }
    }
    if (Decimals.same((float) value, value)) {
      sink.putVarint(SINGLE);
      sink.putInt(Float.floatToRawIntBits((float) value));
    } else {
      sink.putVarint(DOUBLE);
      sink.putLong(Double.doubleToRawLongBits(value));
    }
  }

  private static double readValue(ByteSource source) {
    long head = source.getVarint();
    int kind = (int) (head & 7);
    return switch (kind) {
      case SINGLE -> Float.intBitsToFloat(source.getInt());
      case DOUBLE -> (head & NAN) != 0 ? Double.NaN : Double.longBitsToDouble(source.getLong());
      default -> {
        long folded = head >>> 3;
        yield Decimals.of((folded >>> 1) ^ -(folded & 1), kind, false);
      }
    };
  }

  private static void writeQualities(ByteSink sink, SampleBatch batch) {
    for (int row = 0; row < batch.size(); ) {
      byte code = Samples.code(batch.quality(row), batch.reason(row));
      int end = row + 1;
      while (end < batch.size() && Samples.code(batch.quality(end), batch.reason(end)) == code) {
        end++;
      }
      sink.put(code);
      sink.putVarint(end - row);
      row = end;
    }
  }

  private static void writeTexts(ByteSink sink, SampleBatch batch) {
    int count = 0;
    for (int row = 0; row < batch.size(); row++) {
      count += batch.text(row) == null ? 0 : 1;
    }
    sink.putVarint(count);
    for (int row = 0; row < batch.size(); row++) {
      String text = batch.text(row);
      if (text != null) {
        sink.putVarint(row);
        sink.putText(text);
      }
    }
  }

  /** None at all is an empty array. */
  private static @Nullable String[] readTexts(ByteSource source, int size) {
    int count = source.getCount();
    @Nullable String[] texts = new String[count == 0 ? 0 : size];
    for (int i = 0; i < count; i++) {
      texts[source.getCount()] = source.getText();
    }
    return texts;
  }

  private BatchCodec() {}
}
