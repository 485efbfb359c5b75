package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSource.Update;

/** Where a point's value stands in MQTT messages. */
final class Topics {
  /** Levels without wildcards, a plus for one level, a hash for the rest (MQTT 5, 4.7.1). */
  private static final Pattern TOPIC =
      Pattern.compile("(?:[^+#/\\u0000]*|\\+)(?:/(?:[^+#/\\u0000]*|\\+))*(?:/#)?|#");

  /** RFC 6901, 3. */
  private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)*");

  private static final Pattern FIELD = Pattern.compile("(text|number|bool)\\s+(/\\S*)");

  static final Key<String> TOPIC_KEY =
      required(
          "topic",
          Texts.matching(
              "a topic",
              "write levels with '/' between; '+' is a whole level, '#' the last one",
              text -> !text.isEmpty() && TOPIC.matcher(text).matches()),
          "topic of the messages");
  static final Key<String> POINTER_KEY =
      optional("pointer", pointer(), "where in the message; none: the whole payload is the value");
  static final Key<String> TIME =
      optional("time", pointer(), "where the source's time stands; none: the time of receipt");
  static final Key<String> ID = optional("id", pointer(), "of an event: where its identity stands");
  static final Key<Update> UPDATE =
      defaulted(
          "update",
          Words.lower("what a second record means", Update.values()),
          Update.FIRST_WINS,
          "of an event: what a second record of the same id means");
  static final Key<Duration> STALE_AFTER =
      optional(
          "stale_after",
          Durations.positive(),
          "silence after which the value is stale; else three times its usual interval");
  static final Key<Map<String, EventField>> FIELDS =
      optional(
          "fields",
          new MapShape<>("fields", Texts.name("a field's name"), field()),
          "of an event: type and pointer of each field");

  static final MappingShape<PointSource.Mqtt> SHAPE =
      MappingShape.of(
          "an MQTT topic",
          List.of(TOPIC_KEY, POINTER_KEY, TIME, ID, UPDATE, STALE_AFTER, FIELDS),
          (values, _) ->
              new PointSource.Mqtt(
                  values.get(TOPIC_KEY),
                  values.find(POINTER_KEY).orElse(""),
                  values.find(TIME),
                  values.find(ID),
                  values.get(UPDATE),
                  values.find(STALE_AFTER),
                  values.find(FIELDS).orElse(Map.of())));

  private Topics() {}

  private static Leaf<String> pointer() {
    return Texts.matching(
        "a JSON pointer",
        "write it like /state/online (RFC 6901)",
        text -> POINTER.matcher(text).matches());
  }

  private static Leaf<EventField> field() {
    return Leaf.of(
        "a type and a pointer",
        "write text, number or bool and a JSON pointer, like 'text /type'",
        scalar -> {
          var form = FIELD.matcher(scalar.text());
          boolean whole = form.matches() && POINTER.matcher(form.group(2)).matches();
          return whole
              ? new EventField(
                  FieldType.valueOf(form.group(1).toUpperCase(java.util.Locale.ROOT)),
                  form.group(2))
              : null;
        });
  }
}
