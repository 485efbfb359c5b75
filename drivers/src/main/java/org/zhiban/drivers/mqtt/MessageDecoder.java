package org.zhiban.drivers.mqtt;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.Reading;
import org.zhiban.drivers.SourceClock;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Takes messages apart. A key that is absent says nothing of its point, as in partial messages; a
 * null says that the device has no value. No payload makes it throw.
 */
final class MessageDecoder {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private MessageDecoder() {}

  /** Adds what the message says of each of the points whose topic filter it matches. */
  static void decode(Arrival arrival, List<MqttPoint> points, SourceOrder order, Decoded into) {
    Payload payload = new Payload(arrival, order, into);
    for (MqttPoint point : points) {
      switch (point) {
        case MqttPoint.State state -> payload.read(state);
        case MqttPoint.Event event -> payload.read(event);
      }
    }
  }

  /** One message while it is taken apart; the JSON is read once, where any point wants it. */
  private static final class Payload {
    private final Arrival arrival;
    private final SourceOrder order;
    private final Decoded into;
    private @Nullable JsonNode json;
    private boolean read;

    Payload(Arrival arrival, SourceOrder order, Decoded into) {
      this.arrival = arrival;
      this.order = order;
      this.into = into;
    }

    void read(MqttPoint.State state) {
      int number = state.point().number();
      long now = arrival.received().toEpochMilli();
      Optional<JsonNode> value = state.scalar() ? scalar() : at(state.pointer());
      if (arrival.payload().length == 0) {
        into.samples.bad(number, QualityReason.NOT_AVAILABLE, now);
      } else if (value.isEmpty()) {
        into.samples.bad(number, QualityReason.UNDECODABLE, now);
      } else if (value.get().isNull()) {
        into.samples.bad(number, QualityReason.NOT_AVAILABLE, now);
      } else if (!value.get().isMissingNode()) {
        add(state, value.get());
      }
    }

    private void add(MqttPoint.State state, JsonNode node) {
      int number = state.point().number();
      long now = arrival.received().toEpochMilli();
      if (!node.isValueNode()) {
        reject(state.pointer(), "expected a single value, got " + kindOf(node));
        into.samples.bad(number, QualityReason.UNDECODABLE, now);
        return;
      }
      Optional<JsonPointer> named = state.scalar() ? Optional.empty() : state.time();
      Optional<Instant> time = named.flatMap(this::sane);
      Optional<Instant> late =
          named.flatMap(this::told).filter(told -> order.late(number, told.toEpochMilli(), now));
      SampleBatch samples = late.isPresent() ? into.past : into.samples;
      boolean clockOff =
          late.isEmpty() && time.isEmpty() && named.filter(this::present).isPresent();
      // A retained message is what the broker knows now; its own time is that of the last change.
      long at =
          late.or(() -> time.filter(_ -> !arrival.retained()))
              .map(Instant::toEpochMilli)
              .orElse(now);
      switch (Reading.of(state.point().spec(), scalarOf(node))) {
        case Reading.Value value when clockOff && value.quality() == Quality.GOOD ->
            into.samples.add(
                number, value.value(), null, Quality.UNCERTAIN, QualityReason.CLOCK_OFF, now);
        case Reading.Value value ->
            samples.add(number, value.value(), null, value.quality(), value.reason(), at);
        case Reading.Text text when clockOff ->
            into.samples.add(
                number, Double.NaN, text.text(), Quality.UNCERTAIN, QualityReason.CLOCK_OFF, now);
        case Reading.Text text -> samples.text(number, text.text(), at);
        case Reading.Unusable unusable -> {
          if (unusable.reason() != QualityReason.NOT_AVAILABLE) {
            reject(state.pointer(), unusable.why());
          }
          samples.bad(number, unusable.reason(), late.map(Instant::toEpochMilli).orElse(now));
        }
      }
    }

    void read(MqttPoint.Event event) {
      Optional<JsonNode> known = at(event.id());
      if (known.isEmpty() || arrival.payload().length == 0) {
        return;
      }
      JsonNode id = known.get();
      if (!id.isValueNode() || id.isNull() || id.asText().isEmpty()) {
        reject(event.id(), "an event without an identity");
        return;
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      event
          .fields()
          .forEach(
              (name, field) ->
                  at(field.pointer())
                      .flatMap(node -> value(field, node))
                      .ifPresent(v -> fields.put(name, v)));
      Instant received = arrival.received();
      Optional<Instant> told = event.time().flatMap(this::at).flatMap(SourceTime::parse);
      Optional<Instant> time = told.filter(at -> SourceClock.past(at, received));
      if (told.isEmpty()) {
        event
            .time()
            .filter(this::present)
            .ifPresent(
                at -> reject(at, "no time that can be read; the event carries that of receipt"));
      }
      into.events.add(
          new PointEvent(
              event.point().number(),
              id.asText(),
              time.orElse(received),
              received,
              time.isPresent() ? Optional.empty() : told,
              fields));
    }

    /** A field of the wrong type is left out and told of; the event is kept. */
    private Optional<Object> value(MqttPoint.Field field, JsonNode node) {
      if (node.isMissingNode() || node.isNull()) {
        return Optional.empty();
      }
      Optional<Object> value =
          switch (field.type()) {
            case TEXT -> node.isValueNode() ? Optional.of(node.asText()) : Optional.empty();
            case NUMBER -> Reading.number(scalarOf(node)).filter(Double::isFinite).map(n -> n);
            case BOOL -> Reading.truth(scalarOf(node)).map(b -> b);
          };
      if (value.isEmpty()) {
        reject(field.pointer(), "expected " + field.type().name() + ", got " + kindOf(node));
      }
      return value;
    }

    /** The source's time, where it may be believed. A retained message may well be old. */
    private Optional<Instant> sane(JsonPointer pointer) {
      Instant now = arrival.received();
      return at(pointer)
          .flatMap(SourceTime::parse)
          .filter(
              time ->
                  arrival.retained()
                      ? SourceClock.past(time, now)
                      : SourceClock.present(time, now));
    }

    /** The source's time, where it can be one of the past at all. */
    private Optional<Instant> told(JsonPointer pointer) {
      return at(pointer)
          .flatMap(SourceTime::parse)
          .filter(time -> SourceClock.past(time, arrival.received()));
    }

    private boolean present(JsonPointer pointer) {
      return at(pointer).filter(node -> !node.isMissingNode() && !node.isNull()).isPresent();
    }

    /** What stands at the pointer, the missing node too; empty where the message is no JSON. */
    private Optional<JsonNode> at(JsonPointer pointer) {
      if (!read) {
        json = parse().orElse(null);
        read = true;
      }
      return Optional.ofNullable(json).map(root -> root.at(pointer));
    }

    private Optional<JsonNode> parse() {
      if (arrival.payload().length == 0) {
        return Optional.of(MissingNode.getInstance());
      }
      try {
        return Optional.of(JSON.readTree(arrival.payload()));
      } catch (JacksonException e) {
        var at = e.getLocation();
        String where =
            at == null ? "the start" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
        into.rejected.add(arrival.rejected(where, "not JSON"));
      } catch (IOException e) {
        into.rejected.add(arrival.rejected("the start", e.toString()));
      }
      return Optional.empty();
    }

    /** The payload as one value: plain words, or a JSON string with its quotes. */
    private Optional<JsonNode> scalar() {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(arrival.payload());
        String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().strip();
        if (text.startsWith("\"")) {
          return at(JsonPointer.empty());
        }
        return Optional.of(text.equals("null") ? NullNode.getInstance() : TextNode.valueOf(text));
      } catch (CharacterCodingException _) {
        reject(JsonPointer.empty(), "not text in UTF-8");
        return Optional.empty();
      }
    }

    private void reject(JsonPointer pointer, String why) {
      String where = pointer.matches() ? "the whole message" : pointer.toString();
      into.rejected.add(arrival.rejected(where, why));
    }

    private static Object scalarOf(JsonNode node) {
      return node.isBoolean()
          ? (Object) node.booleanValue()
          : node.isNumber() ? node.numberValue() : node.asText();
    }

    private static String kindOf(JsonNode node) {
      return node.getNodeType().name().toLowerCase(java.util.Locale.ROOT) + " " + abbreviated(node);
    }

    private static String abbreviated(JsonNode node) {
      String text = node.toString();
      return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
  }
}
