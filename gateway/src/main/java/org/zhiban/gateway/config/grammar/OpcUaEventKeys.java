package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.OpcUaEventTypes;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSource.OpcUaEvents;

/** Which events of an OPC UA server an event point takes, and what of them. */
final class OpcUaEventKeys {
  /** A browse name of each level, those of other namespaces with their index. */
  private static final Pattern FIELD =
      Pattern.compile("(text|number|bool)\\s+(([0-9]{1,5}:)?[^/:]+(/([0-9]{1,5}:)?[^/:]+)*)");

  static final Key<String> EVENT =
      optional(
          "event",
          Leaf.judging(
              "an event type",
              "write its name in the standard, like AlarmConditionType, or its node id",
              OpcUaEventKeys::type),
          "of an event point: type of the events, with its subtypes, by its name in the standard or"
              + " as a node id");
  static final Key<String> NOTIFIER =
      defaulted(
          "notifier",
          OpcUaNodes.id(),
          OpcUaEvents.SERVER,
          "of an event point: node id of the object whose events are heard");
  static final Key<String> SOURCE =
      optional(
          "source",
          OpcUaNodes.id(),
          "of an event point: node id of the source whose events are taken; none: of any");
  static final Key<String> SOURCE_NAME =
      optional(
          "source_name",
          Texts.text(),
          "of an event point: name of the source whose events are taken; none: of any");
  static final Key<Integer> MIN_SEVERITY =
      defaulted(
          "min_severity",
          Numbers.whole(OpcUaEvents.LEAST_SEVERITY, OpcUaEvents.MOST_SEVERITY),
          OpcUaEvents.LEAST_SEVERITY,
          "of an event point: least severity of the events that are taken");
  static final Key<Map<String, EventField>> FIELDS =
      optional(
          "fields",
          new MapShape<>("fields", Texts.name("a field's name"), field()),
          "of an event point: type and browse path of each field; none: "
              + String.join(", ", OpcUaEventTypes.FIELDS.keySet()));

  private OpcUaEventKeys() {}

  static OpcUaEvents build(Values values) {
    return new OpcUaEvents(
        values.get(NOTIFIER),
        values.get(EVENT),
        values.find(SOURCE),
        values.find(SOURCE_NAME),
        values.get(MIN_SEVERITY),
        values.find(FIELDS).orElse(OpcUaEventTypes.FIELDS));
  }

  private static @Nullable String type(Node.Scalar scalar, Reading reading) {
    String text = scalar.text();
    if (OpcUaEventTypes.names().contains(text) || OpcUaNodes.isId(text)) {
      return text;
    }
    reading.error(
        scalar,
        "'" + text + "' is no event type of the standard",
        Nearest.remedy(text, "write a node id, or one of", OpcUaEventTypes.names()));
    return null;
  }

  private static Leaf<EventField> field() {
    return Leaf.of(
        "a type and a browse path",
        "write text, number or bool and a path, like 'bool ActiveState/Id' or 'number 2:Floor'",
        scalar -> {
          var form = FIELD.matcher(scalar.text());
          return form.matches()
              ? new EventField(
                  FieldType.valueOf(form.group(1).toUpperCase(Locale.ROOT)), form.group(2))
              : null;
        });
  }
}
