package org.zhiban.gateway.commissioning;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.mqtt.Arrival;
import org.zhiban.gateway.commissioning.TopicFindings.Field;
import org.zhiban.gateway.commissioning.TopicFindings.Payload;
import org.zhiban.gateway.commissioning.TopicFindings.Topic;

/** What came on one topic. */
final class TopicSurvey {
  /** Places that are kept apart; a message of more is no set of points. */
  private static final int MOST_FIELDS = 500;

  /** Messages from which on an identity can be told from a constant. */
  private static final int ENOUGH = 2;

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private final String topic;
  private final Map<String, FieldSurvey> fields = new TreeMap<>();
  private long messages;
  private long parsed;
  private long retained;
  private int largest;
  private @Nullable Payload payload;
  private boolean mixed;
  private @Nullable Instant first;
  private @Nullable Instant last;

  TopicSurvey(String topic) {
    this.topic = topic;
  }

  void add(Arrival arrival) {
    messages++;
    largest = Math.max(largest, arrival.payload().length);
    if (arrival.retained()) {
      retained++;
    } else {
      first = first == null ? arrival.received() : first;
      last = arrival.received();
    }
    Payload now = read(arrival);
    if (now != Payload.EMPTY) {
      mixed |= payload != null && payload != Payload.EMPTY && payload != now;
      payload = now;
    } else if (payload == null) {
      payload = now;
    }
  }

  private Payload read(Arrival arrival) {
    if (arrival.payload().length == 0) {
      return Payload.EMPTY;
    }
    String text;
    try {
      text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(arrival.payload())).toString();
    } catch (CharacterCodingException _) {
      return Payload.BINARY;
    }
    try {
      JsonNode root = JSON.readTree(text);
      if (root.isContainerNode()) {
        parsed++;
        walk("", root, arrival.received());
        return Payload.JSON;
      }
    } catch (JacksonException _) {
      // a plain word, then
    }
    parsed++;
    String bare = text.strip();
    boolean number = bare.matches("[-+]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?");
    field("")
        .add(
            number ? DecimalNode.valueOf(new BigDecimal(bare)) : TextNode.valueOf(bare),
            arrival.received());
    return number ? Payload.NUMBER : Payload.TEXT;
  }

  private void walk(String pointer, JsonNode node, Instant received) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String step = entry.getKey().replace("~", "~0").replace("/", "~1");
        walk(pointer + "/" + step, entry.getValue(), received);
      }
    } else if (!pointer.isEmpty() && (fields.containsKey(pointer) || fields.size() < MOST_FIELDS)) {
      field(pointer).add(node, received);
    }
  }

  private FieldSurvey field(String pointer) {
    return fields.computeIfAbsent(pointer, FieldSurvey::new);
  }

  Topic found() {
    List<Field> all = fields.values().stream().map(field -> field.found(parsed)).toList();
    long live = messages - retained;
    Instant begun = first;
    Instant ended = last;
    Double interval =
        live < 2 || begun == null || ended == null
            ? null
            : Duration.between(begun, ended).toMillis() / 1000.0 / (live - 1);
    boolean event =
        payload == Payload.JSON
            && retained == 0
            && parsed >= ENOUGH
            && all.stream().anyMatch(Field::identity);
    return new Topic(
        topic, messages, interval, retained, mixed ? null : payload, largest, event, all);
  }
}
