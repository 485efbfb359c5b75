package org.zhiban.drivers.mqtt.sparkplug;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the fields of one message in the wire format of Protocol Buffers. */
final class ProtobufWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  ProtobufWriter varint(int field, long value) {
    tag(field, ProtobufReader.VARINT);
    raw(value);
    return this;
  }

  ProtobufWriter floating(int field, float value) {
    tag(field, ProtobufReader.FIXED32);
    fixed(Float.floatToRawIntBits(value), 4);
    return this;
  }

  ProtobufWriter doubled(int field, double value) {
    tag(field, ProtobufReader.FIXED64);
    fixed(Double.doubleToRawLongBits(value), 8);
    return this;
  }

  ProtobufWriter text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufWriter message(int field, ProtobufWriter inner) {
    return bytes(field, inner.toBytes());
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private ProtobufWriter bytes(int field, byte[] content) {
    tag(field, ProtobufReader.LENGTH);
    raw(content.length);
    bytes.writeBytes(content);
    return this;
  }

  private void tag(int field, int wireType) {
    raw((long) field << 3 | wireType);
  }

  private void raw(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  private void fixed(long value, int size) {
    for (int part = 0; part < size; part++) {
      bytes.write((int) (value >>> (8 * part)));
    }
  }
}
