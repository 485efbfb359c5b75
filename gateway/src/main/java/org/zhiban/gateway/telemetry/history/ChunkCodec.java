package org.zhiban.gateway.telemetry.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one point, sorted by time, as bytes: the distances in time, divided by what they have
 * in common; the values by {@link ValueCodec}; quality in runs; texts as places in a list of the
 * different ones.
 */
final class ChunkCodec {
  static byte[] encode(Samples samples) {
    ByteSink sink = new ByteSink(samples.size() * 3 + 32);
    sink.putVarint(samples.size());
    if (samples.size() > 0) {
      writeTimes(sink, samples);
      ValueCodec.write(sink, samples);
      writeQualities(sink, samples);
      writeTexts(sink, samples);
    }
    return sink.toArray();
  }

  static Samples decode(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    int size = source.getCount();
    Samples samples = new Samples(size);
    if (size > 0) {
      long[] times = readTimes(source, size);
      double[] values = ValueCodec.read(source, size);
      byte[] codes = readQualities(source, size);
      @Nullable String @Nullable [] texts = readTexts(source, size);
      for (int row = 0; row < size; row++) {
        samples.add(times[row], values[row], codes[row], texts == null ? null : texts[row]);
      }
    }
    return samples;
  }

  private static void writeTimes(ByteSink sink, Samples samples) {
    int size = samples.size() - 1;
    long[] steps = new long[size];
    long common = 0;
    for (int row = 0; row < size; row++) {
      steps[row] = samples.time(row + 1) - samples.time(row);
      common = commonDivisor(common, steps[row]);
    }
    long divisor = Math.max(common, 1);
    for (int row = 0; row < size; row++) {
      steps[row] /= divisor;
    }
    sink.putZigzag(samples.time(0));
    sink.putVarint(divisor);
    Packed.write(sink, steps, size);
  }

  /** Of a step that overflowed it is 1, which divides everything. */
  private static long commonDivisor(long a, long b) {
    if (a < 0 || b < 0) {
      return 1;
    }
    long greater = a;
    long lesser = b;
    while (lesser != 0) {
      long rest = greater % lesser;
      greater = lesser;
      lesser = rest;
    }
    return greater;
  }

  private static long[] readTimes(ByteSource source, int size) {
    long[] times = new long[size];
    times[0] = source.getZigzag();
    long divisor = source.getVarint();
    long[] steps = Packed.read(source, size - 1);
    for (int row = 1; row < size; row++) {
      times[row] = times[row - 1] + steps[row - 1] * divisor;
    }
    return times;
  }

  private static void writeQualities(ByteSink sink, Samples samples) {
    for (int row = 0; row < samples.size(); ) {
      byte code = samples.code(row);
      int end = row + 1;
      while (end < samples.size() && samples.code(end) == code) {
        end++;
      }
      sink.put(code);
      sink.putVarint(end - row);
      row = end;
    }
  }

  private static byte[] readQualities(ByteSource source, int size) {
    byte[] codes = new byte[size];
    for (int row = 0; row < size; ) {
      byte code = (byte) source.get();
      int end = row + source.getCount();
      Arrays.fill(codes, row, end, code);
      row = end;
    }
    return codes;
  }

  /** The different texts first, then for each sample its place among them from 1; 0 is none. */
  private static void writeTexts(ByteSink sink, Samples samples) {
    Map<String, Integer> places = new LinkedHashMap<>();
    long[] place = new long[samples.size()];
    for (int row = 0; row < samples.size(); row++) {
      String text = samples.text(row);
      if (text != null) {
        Integer known = places.get(text);
        int number = known == null ? places.size() + 1 : known;
        places.put(text, number);
        place[row] = number;
      }
    }
    sink.putVarint(places.size());
    places.keySet().forEach(sink::putText);
    if (!places.isEmpty()) {
      Packed.write(sink, place, place.length);
    }
  }

  private static @Nullable String @Nullable [] readTexts(ByteSource source, int size) {
    int different = source.getCount();
    if (different == 0) {
      return null;
    }
    List<String> known = new ArrayList<>(different);
    for (int i = 0; i < different; i++) {
      known.add(source.getText());
    }
    long[] places = Packed.read(source, size);
    @Nullable String[] texts = new String[size];
    for (int row = 0; row < size; row++) {
      texts[row] = places[row] == 0 ? null : known.get((int) places[row] - 1);
    }
    return texts;
  }

  private ChunkCodec() {}
}
