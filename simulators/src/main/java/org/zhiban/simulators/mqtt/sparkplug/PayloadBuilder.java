package org.zhiban.simulators.mqtt.sparkplug;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Builds the payload of a message as an edge node sends it, field by field after {@code
 * sparkplug_b.proto}.
 */
final class PayloadBuilder {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int INT32 = 3;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A payload sent at a time, in milliseconds since 1970 UTC. */
  PayloadBuilder(long time) {
    number(out, 1, time);
  }

  /** The place of the message in the node's sequence, 0 to 255. */
  PayloadBuilder sequence(int sequence) {
    number(out, 3, sequence);
    return this;
  }

  /** A metric as a birth defines it. */
  PayloadBuilder born(String name, long alias, MetricType type, Told told) {
    ByteArrayOutputStream metric = new ByteArrayOutputStream();
    text(metric, 1, name);
    if (alias > 0) {
      number(metric, 2, alias);
    }
    number(metric, 3, told.time());
    number(metric, 4, type.code());
    value(metric, type, told);
    bytes(out, 2, metric.toByteArray());
    return this;
  }

  /** A metric by its alias alone. */
  PayloadBuilder told(long alias, MetricType type, Told told) {
    ByteArrayOutputStream metric = new ByteArrayOutputStream();
    number(metric, 2, alias);
    number(metric, 3, told.time());
    value(metric, type, told);
    bytes(out, 2, metric.toByteArray());
    return this;
  }

  /**
   * What a metric says.
   *
   * @param value a Boolean, Number or String; null: it has none
   * @param sound false: the node itself calls it bad
   */
  record Told(long time, @Nullable Object value, boolean sound) {}

  byte[] build() {
    return out.toByteArray();
  }

  private static void value(ByteArrayOutputStream metric, MetricType type, Told told) {
    if (!told.sound()) {
      ByteArrayOutputStream quality = new ByteArrayOutputStream();
      number(quality, 1, INT32);
      number(quality, 3, 0);
      ByteArrayOutputStream properties = new ByteArrayOutputStream();
      text(properties, 1, "Quality");
      bytes(properties, 2, quality.toByteArray());
      bytes(metric, 9, properties.toByteArray());
    }
    switch (told.value()) {
      case null -> number(metric, 7, 1);
      case Boolean on -> number(metric, 14, on ? 1 : 0);
      case String words -> text(metric, 15, words);
      case Number number when type == MetricType.DOUBLE -> {
        tag(metric, 13, FIXED64);
        ByteBuffer bits = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        metric.writeBytes(bits.putDouble(number.doubleValue()).array());
      }
      case Number number when type == MetricType.INT32 ->
          number(metric, 10, number.intValue() & 0xFFFF_FFFFL);
      case Number number -> number(metric, 11, number.longValue());
      default -> throw new IllegalArgumentException("no metric holds " + told.value());
    }
  }

  private static void number(ByteArrayOutputStream into, int field, long value) {
    tag(into, field, VARINT);
    varint(into, value);
  }

  private static void text(ByteArrayOutputStream into, int field, String words) {
    bytes(into, field, words.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(ByteArrayOutputStream into, int field, byte[] content) {
    tag(into, field, BYTES);
    varint(into, content.length);
    into.writeBytes(content);
  }

  private static void tag(ByteArrayOutputStream into, int field, int kind) {
    varint(into, field * 8L + kind);
  }

  private static void varint(ByteArrayOutputStream into, long value) {
    long rest = value;
    do {
      long part = rest & 0x7F;
      rest >>>= 7;
      into.write((int) (rest == 0 ? part : part | 0x80));
    } while (rest != 0);
  }
}
