package org.zhiban.gateway.telemetry.history;

/** Times in order, as bytes: the first, and the distances divided by what they have in common. */
final class TimeCodec {
  /** Writes at least one time. */
  static void write(ByteSink sink, long[] times) {
    int size = times.length - 1;
    long[] steps = new long[size];
    long common = 0;
    for (int row = 0; row < size; row++) {
      steps[row] = times[row + 1] - times[row];
      common = commonDivisor(common, steps[row]);
    }
    long divisor = Math.max(common, 1);
    for (int row = 0; row < size; row++) {
      steps[row] /= divisor;
    }
    sink.putZigzag(times[0]);
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

  static long[] read(ByteSource source, int size) {
    long[] times = new long[size];
    times[0] = source.getZigzag();
    long divisor = source.getVarint();
    long[] steps = Packed.read(source, size - 1);
    for (int row = 1; row < size; row++) {
      times[row] = times[row - 1] + steps[row - 1] * divisor;
    }
    return times;
  }

  private TimeCodec() {}
}
