package org.zhiban.gateway.telemetry.history;

import java.nio.charset.StandardCharsets;

/** Reads what a {@link ByteSink} wrote, in the same order. */
final class ByteSource {
  private final byte[] bytes;
  private int position;

  ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads on from here by itself. */
  ByteSource copy() {
    ByteSource copy = new ByteSource(bytes);
    copy.position = position;
    return copy;
  }

  /** Of all bytes, read or not. */
  int length() {
    return bytes.length;
  }

  int get() {
    return bytes[position++] & 0xff;
  }

  int getInt() {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << 8 | get();
    }
    return value;
  }

  long getLong() {
    return (long) getInt() << 32 | (getInt() & 0xffff_ffffL);
  }

  long getVarint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = get();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
  }

  int getCount() {
    return Math.toIntExact(getVarint());
  }

  long getZigzag() {
    long value = getVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  String getText() {
    int length = getCount();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }
}
