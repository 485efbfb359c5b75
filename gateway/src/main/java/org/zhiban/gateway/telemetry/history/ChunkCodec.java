package org.zhiban.gateway.telemetry.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one point, sorted by time, as bytes: times and values by their codecs; quality in
 * runs; texts as places in a list of the different ones.
 */
final class ChunkCodec {
  static byte[] encode(Samples samples) {
    ByteSink sink = new ByteSink(samples.size() * 3 + 32);
    sink.putVarint(samples.size());
    if (samples.size() > 0) {
      TimeCodec.write(sink, samples.times());
      ValueCodec.write(sink, samples.values());
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
      long[] times = TimeCodec.read(source, size);
      double[] values = ValueCodec.read(source, size);
      byte[] codes = readQualities(source, size);
      @Nullable String @Nullable [] texts = readTexts(source, size);
      for (int row = 0; row < size; row++) {
        samples.add(times[row], values[row], codes[row], texts == null ? null : texts[row]);
      }
    }
    return samples;
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
