package org.zhiban.drivers.mqtt.sparkplug;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Between payloads and bytes: {@code sparkplug_b.proto} of Sparkplug 3.0, 6.4.1. */
final class PayloadCodec {
  /** Metrics of one payload; a birth of a large node has some thousands. */
  static final int MOST_METRICS = 100_000;

  private static final String QUALITY = "Quality";
  private static final String COMPRESSED = "SPBV1.0_COMPRESSED";

  private PayloadCodec() {}

  static Payload read(ProtobufReader in) throws MalformedPayloadException {
    OptionalLong time = OptionalLong.empty();
    OptionalLong sequence = OptionalLong.empty();
    List<Metric> metrics = new ArrayList<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> time = OptionalLong.of(in.varint());
        case 2 -> {
          if (metrics.size() == MOST_METRICS) {
            throw in.malformed("more than " + MOST_METRICS + " metrics");
          }
          metrics.add(metric(in.message()));
        }
        case 3 -> sequence = OptionalLong.of(in.varint());
        case 4 -> {
          if (in.text().equals(COMPRESSED)) {
            throw in.malformed("compressed, which Sparkplug 3.0 does not know; switch it off");
          }
        }
        default -> in.skip();
      }
    }
    return new Payload(time, sequence, metrics);
  }

  private static Metric metric(ProtobufReader in) throws MalformedPayloadException {
    Optional<String> name = Optional.empty();
    OptionalLong alias = OptionalLong.empty();
    OptionalLong time = OptionalLong.empty();
    OptionalInt type = OptionalInt.empty();
    OptionalInt quality = OptionalInt.empty();
    Optional<WireValue> value = Optional.empty();
    boolean historical = false;
    boolean absent = false;
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> name = Optional.of(in.text());
        case 2 -> alias = OptionalLong.of(in.varint());
        case 3 -> time = OptionalLong.of(in.varint());
        case 4 -> type = OptionalInt.of(in.varint32());
        case 5 -> historical = in.flag();
        case 7 -> absent = in.flag();
        case 9 -> quality = quality(in.message());
        case 10 -> value = Optional.of(new WireValue.IntValue(in.varint32()));
        case 11 -> value = Optional.of(new WireValue.LongValue(in.varint()));
        case 12 -> value = Optional.of(new WireValue.FloatValue(in.floating()));
        case 13 -> value = Optional.of(new WireValue.DoubleValue(in.doubled()));
        case 14 -> value = Optional.of(new WireValue.BooleanValue(in.flag()));
        case 15 -> value = Optional.of(new WireValue.StringValue(in.text()));
        case 16 -> value = structured(in, "bytes");
        case 17 -> value = structured(in, "a data set");
        case 18 -> value = structured(in, "a template");
        case 19 -> value = structured(in, "an extension");
        default -> in.skip();
      }
    }
    return new Metric(name, alias, time, type, historical, absent, quality, value);
  }

  private static Optional<WireValue> structured(ProtobufReader in, String word)
      throws MalformedPayloadException {
    in.skip();
    return Optional.of(new WireValue.Structured(word));
  }

  /** Keys and values stand in two lists of the same order. */
  private static OptionalInt quality(ProtobufReader in) throws MalformedPayloadException {
    List<String> keys = new ArrayList<>();
    List<@Nullable Integer> values = new ArrayList<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> keys.add(in.text());
        case 2 -> values.add(number(in.message()));
        default -> in.skip();
      }
    }
    int at = keys.indexOf(QUALITY);
    Integer code = at >= 0 && at < values.size() ? values.get(at) : null;
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  private static @Nullable Integer number(ProtobufReader in) throws MalformedPayloadException {
    Integer number = null;
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 3, 4 -> number = in.varint32();
        default -> in.skip();
      }
    }
    return number;
  }

  static byte[] write(Payload payload) {
    ProtobufWriter out = new ProtobufWriter();
    payload.time().ifPresent(time -> out.varint(1, time));
    payload.metrics().forEach(metric -> out.message(2, written(metric)));
    payload.sequence().ifPresent(sequence -> out.varint(3, sequence));
    return out.toBytes();
  }

  private static ProtobufWriter written(Metric metric) {
    ProtobufWriter out = new ProtobufWriter();
    metric.name().ifPresent(name -> out.text(1, name));
    metric.alias().ifPresent(alias -> out.varint(2, alias));
    metric.time().ifPresent(time -> out.varint(3, time));
    metric.type().ifPresent(type -> out.varint(4, type & 0xFFFF_FFFFL));
    if (metric.historical()) {
      out.varint(5, 1);
    }
    if (metric.absent()) {
      out.varint(7, 1);
    }
    metric
        .quality()
        .ifPresent(
            code -> {
              ProtobufWriter property =
                  new ProtobufWriter()
                      .varint(1, DataType.INT32.code())
                      .varint(3, code & 0xFFFF_FFFFL);
              out.message(9, new ProtobufWriter().text(1, QUALITY).message(2, property));
            });
    metric.value().ifPresent(value -> write(out, value));
    return out;
  }

  private static void write(ProtobufWriter out, WireValue value) {
    switch (value) {
      case WireValue.IntValue(int bits) -> out.varint(10, bits & 0xFFFF_FFFFL);
      case WireValue.LongValue(long bits) -> out.varint(11, bits);
      case WireValue.FloatValue(float number) -> out.floating(12, number);
      case WireValue.DoubleValue(double number) -> out.doubled(13, number);
      case WireValue.BooleanValue(boolean on) -> out.varint(14, on ? 1 : 0);
      case WireValue.StringValue(String text) -> out.text(15, text);
      case WireValue.Structured(String word) ->
          throw new IllegalArgumentException("nobody writes " + word);
    }
  }
}
