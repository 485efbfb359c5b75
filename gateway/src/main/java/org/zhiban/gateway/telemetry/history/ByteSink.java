package org.zhiban.gateway.telemetry.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow; big-endian, integers also in the 7-bit groups of Protocol Buffers' varints. */
final class ByteSink {
  private byte[] bytes;
  private int size;

  ByteSink(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** A view of what was written, valid until the next write. */
  ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  void put(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void putInt(int value) {
    room(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  void put(ByteSink other) {
    put(other.bytes, other.size);
  }

  void put(byte[] other) {
    put(other, other.length);
  }

  private void put(byte[] other, int length) {
    room(length);
    System.arraycopy(other, 0, bytes, size, length);
    size += length;
  }

  /** A number that is mostly small; negative ones take ten bytes. */
  void putVarint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A number that is mostly near zero on either side. */
  void putZigzag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  void putText(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    putVarint(encoded.length);
    put(encoded);
  }
}
