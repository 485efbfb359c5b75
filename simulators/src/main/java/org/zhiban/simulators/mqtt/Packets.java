package org.zhiban.simulators.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The few packets of MQTT 3.1.1 that a device needs which only publishes. */
final class Packets {
  static final int CONNACK = 2;
  static final int PUBACK = 4;

  /** Seconds without a packet after which the peer may give the device up. */
  static final int KEEP_ALIVE = 30;

  static final int PUBLISH = 3;
  static final int SUBACK = 9;

  private static final int CLEAN_SESSION = 0x02;
  private static final int HAS_WILL = 0x04;
  private static final int WILL_AT_LEAST_ONCE = 0x08;
  private static final int HAS_PASSWORD = 0x40;
  private static final int HAS_USER = 0x80;

  private Packets() {}

  /** A received packet: its type, and what follows the fixed header. */
  record Received(int type, int flags, ByteBuffer body) {
    /** The two bytes at a place, unsigned. */
    int word(int at) {
      return body.getShort(at) & 0xFFFF;
    }
  }

  /** What the broker publishes for a device that vanishes, at QoS 1 and not retained. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Will(String topic, byte[] payload) {}

  static byte[] connect(
      String clientId, Optional<String> user, Optional<String> password, Optional<Will> will)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeUTF("MQTT");
    body.writeByte(4);
    body.writeByte(
        CLEAN_SESSION
            | (will.isPresent() ? HAS_WILL | WILL_AT_LEAST_ONCE : 0)
            | (user.isPresent() ? HAS_USER : 0)
            | (password.isPresent() ? HAS_PASSWORD : 0));
    body.writeShort(KEEP_ALIVE);
    text(body, clientId);
    if (will.isPresent()) {
      text(body, will.get().topic());
      body.writeShort(will.get().payload().length);
      body.write(will.get().payload());
    }
    if (user.isPresent()) {
      text(body, user.get());
    }
    if (password.isPresent()) {
      text(body, password.get());
    }
    return packet(0x10, bytes.toByteArray());
  }

  /** A PUBLISH at QoS 1. */
  static byte[] publish(Message message, int packetId, boolean again) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    text(body, message.topic());
    body.writeShort(packetId);
    body.write(message.payload().getBytes(StandardCharsets.UTF_8));
    int flags = 0x02 | (message.retained() ? 0x01 : 0) | (again ? 0x08 : 0);
    return packet(0x30 | flags, bytes.toByteArray());
  }

  /** A PUBLISH at QoS 0. */
  static byte[] publish(String topic, byte[] payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    text(body, topic);
    body.write(payload);
    return packet(0x30, bytes.toByteArray());
  }

  /** A SUBSCRIBE at QoS 1. */
  static byte[] subscribe(int packetId, List<String> filters) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeShort(packetId);
    for (String filter : filters) {
      text(body, filter);
      body.writeByte(1);
    }
    return packet(0x82, bytes.toByteArray());
  }

  static byte[] acknowledge(int packetId) throws IOException {
    return packet(0x40, new byte[] {(byte) (packetId >> 8), (byte) packetId});
  }

  static byte[] pingRequest() throws IOException {
    return packet(0xC0, new byte[0]);
  }

  static byte[] disconnect() throws IOException {
    return packet(0xE0, new byte[0]);
  }

  static Received read(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int length = 0;
    int shift = 0;
    int part;
    do {
      part = in.readUnsignedByte();
      length |= (part & 0x7F) << shift;
      shift += 7;
    } while ((part & 0x80) != 0 && shift < 28);
    byte[] body = new byte[length];
    in.readFully(body);
    return new Received(first >> 4, first & 0x0F, ByteBuffer.wrap(body));
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(utf8.length);
    out.write(utf8);
  }

  private static byte[] packet(int first, byte[] body) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream(body.length + 5);
    packet.write(first);
    int rest = body.length;
    do {
      packet.write((rest & 0x7F) | (rest > 0x7F ? 0x80 : 0));
      rest >>= 7;
    } while (rest > 0);
    packet.write(body);
    return packet.toByteArray();
  }
}
