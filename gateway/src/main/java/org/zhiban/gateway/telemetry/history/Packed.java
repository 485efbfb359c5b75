package org.zhiban.gateway.telemetry.history;

/**
 * Numbers that lie near each other: in blocks of 64 the smallest, and the distance of each from it
 * in as many bits as the farthest needs (frame of reference). A block of equal numbers costs two or
 * three bytes.
 */
final class Packed {
  private static final int BLOCK = 64;

  static void write(ByteSink sink, long[] numbers, int size) {
    for (int start = 0; start < size; start += BLOCK) {
      int end = Math.min(start + BLOCK, size);
      long min = numbers[start];
      long max = min;
      for (int i = start + 1; i < end; i++) {
        min = Math.min(min, numbers[i]);
        max = Math.max(max, numbers[i]);
      }
      // Taken as unsigned the distance is right even where the subtraction overflows.
      int width = Long.SIZE - Long.numberOfLeadingZeros(max - min);
      sink.putZigzag(min);
      sink.put(width);
      Bits.Writer bits = new Bits.Writer(sink);
      for (int i = start; i < end; i++) {
        bits.put(numbers[i] - min, width);
      }
      bits.finish();
    }
  }

  static long[] read(ByteSource source, int size) {
    long[] numbers = new long[size];
    for (int start = 0; start < size; start += BLOCK) {
      int end = Math.min(start + BLOCK, size);
      long min = source.getZigzag();
      int width = source.get();
      Bits.Reader bits = new Bits.Reader(source);
      for (int i = start; i < end; i++) {
        numbers[i] = min + bits.get(width);
      }
    }
    return numbers;
  }

  private Packed() {}
}
