package org.zhiban.gateway.telemetry.history;

/** Numbers of any width in bits, the first in the highest bits of the first byte. */
final class Bits {

  /** Packs into a sink; {@link #finish} fills the last byte. */
  static final class Writer {
    private final ByteSink sink;
    private int current;
    private int used;

    Writer(ByteSink sink) {
      this.sink = sink;
    }

    /** Writes the lowest {@code width} bits, 0 to 64. */
    void put(long value, int width) {
      for (int left = width; left > 0; ) {
        int take = Math.min(8 - used, left);
        left -= take;
        current = (current << take) | lowest((int) (value >>> left), take);
        used += take;
        if (used == 8) {
          flush();
        }
      }
    }

    void finish() {
      if (used > 0) {
        put(0, 8 - used);
      }
    }

    private void flush() {
      sink.put(current);
      current = 0;
      used = 0;
    }
  }

  /** Unpacks; a new one begins at a byte. */
  static final class Reader {
    private final ByteSource source;
    private int current;
    private int left;

    Reader(ByteSource source) {
      this.source = source;
    }

    long get(int width) {
      long value = 0;
      for (int wanted = width; wanted > 0; ) {
        if (left == 0) {
          current = source.get();
          left = 8;
        }
        int take = Math.min(left, wanted);
        left -= take;
        wanted -= take;
        value = (value << take) | lowest(current >>> left, take);
      }
      return value;
    }
  }

  private static int lowest(int value, int width) {
    return value & ((1 << width) - 1);
  }

  private Bits() {}
}
