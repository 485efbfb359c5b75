package org.zhiban.drivers.mqtt.sparkplug;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one message in the wire format of Protocol Buffers, in their order. A field
 * that nobody asks for is skipped; nothing is read beyond the message.
 */
final class ProtobufReader {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH = 2;
  static final int FIXED32 = 5;

  private static final int GROUP_START = 3;
  private static final int GROUP_END = 4;
  private static final int LONGEST_VARINT = 70;
  private static final int FIELDS = 1 << 29;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int wireType = -1;

  ProtobufReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtobufReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** The number of the next field, or 0 at the end of the message. */
  int next() throws MalformedPayloadException {
    if (at == end) {
      return 0;
    }
    long tag = raw();
    wireType = (int) (tag & 7);
    long field = tag >>> 3;
    if (field == 0 || field >= FIELDS) {
      throw malformed("no field has the number " + Long.toUnsignedString(field));
    }
    return (int) field;
  }

  /** The field as a varint, 64 bits. */
  long varint() throws MalformedPayloadException {
    expect(VARINT);
    return raw();
  }

  /** The field as a varint of 32 bits; longer ones lose their upper bits, as the format says. */
  int varint32() throws MalformedPayloadException {
    return (int) varint();
  }

  boolean flag() throws MalformedPayloadException {
    return varint() != 0;
  }

  float floating() throws MalformedPayloadException {
    expect(FIXED32);
    return fixed(4).getFloat();
  }

  double doubled() throws MalformedPayloadException {
    expect(FIXED64);
    return fixed(8).getDouble();
  }

  String text() throws MalformedPayloadException {
    expect(LENGTH);
    int length = length();
    try {
      ByteBuffer utf8 = ByteBuffer.wrap(bytes, at, length);
      String text = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
      at += length;
      return text;
    } catch (CharacterCodingException _) {
      throw malformed("a text that is not UTF-8");
    }
  }

  /** A message within this one. */
  ProtobufReader message() throws MalformedPayloadException {
    expect(LENGTH);
    int length = length();
    ProtobufReader inner = new ProtobufReader(bytes, at, at + length);
    at += length;
    return inner;
  }

  /** Passes over the field. */
  void skip() throws MalformedPayloadException {
    switch (wireType) {
      case VARINT -> raw();
      case FIXED64 -> fixed(8);
      case LENGTH -> {
        int length = length();
        at += length;
      }
      case FIXED32 -> fixed(4);
      case GROUP_START, GROUP_END -> throw malformed("a group, which Sparkplug does not use");
      default -> throw malformed("wire type " + wireType);
    }
  }

  private void expect(int wanted) throws MalformedPayloadException {
    if (wireType != wanted) {
      throw malformed("wire type " + wireType + " in place of " + wanted);
    }
  }

  private long raw() throws MalformedPayloadException {
    long value = 0;
    for (int shift = 0; shift < LONGEST_VARINT; shift += 7) {
      if (at == end) {
        throw malformed("ends within a number");
      }
      byte part = bytes[at++];
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than 10 bytes");
  }

  private int length() throws MalformedPayloadException {
    long length = raw();
    if (length < 0 || length > end - at) {
      throw malformed("says that " + Long.toUnsignedString(length) + " bytes follow");
    }
    return (int) length;
  }

  private ByteBuffer fixed(int size) throws MalformedPayloadException {
    if (end - at < size) {
      throw malformed("ends within a number");
    }
    ByteBuffer number = ByteBuffer.wrap(bytes, at, size).order(ByteOrder.LITTLE_ENDIAN);
    at += size;
    return number;
  }

  MalformedPayloadException malformed(String why) {
    return new MalformedPayloadException(at, why);
  }
}
