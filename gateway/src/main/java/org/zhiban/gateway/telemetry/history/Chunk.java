package org.zhiban.gateway.telemetry.history;

/**
 * Where up to some thousand samples of one series stand in a block.
 *
 * @param from time of the first
 * @param to time of the last
 */
record Chunk(int series, int count, long from, long to, long offset, int length, int crc) {
  static final int BYTES = 5 * Long.BYTES;

  void write(ByteSink sink) {
    sink.putInt(series);
    sink.putInt(count);
    sink.putLong(from);
    sink.putLong(to);
    sink.putLong(offset);
    sink.putInt(length);
    sink.putInt(crc);
  }

  static Chunk read(ByteSource source) {
    return new Chunk(
        source.getInt(),
        source.getInt(),
        source.getLong(),
        source.getLong(),
        source.getLong(),
        source.getInt(),
        source.getInt());
  }

  boolean overlaps(long start, long end) {
    return from < end && to >= start;
  }
}
