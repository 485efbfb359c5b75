package org.zhiban.gateway.config.grammar;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.RuleTest.Happening;

/** What an event point tells at a moment of a rule test: {@code { type: opened }}. */
final class GivenEvent {
  private GivenEvent() {}

  static @Nullable Happening read(PointSpec point, Node node, Reading reading) {
    Map<String, FieldType> known = point.source().map(PointSource::eventFields).orElse(Map.of());
    if (!(node instanceof Node.Mapping mapping)) {
      reading.error(
          node,
          "the fields of an event of '" + point.id() + "' are expected",
          "write { field: value }; its fields are " + String.join(", ", known.keySet()));
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    boolean whole = true;
    for (Node.Entry entry : mapping.entries()) {
      FieldType type = known.get(entry.name());
      Object value = null;
      if (type == null) {
        reading.error(
            entry.key(),
            "events of '" + point.id() + "' have no field '" + entry.name() + "'",
            Nearest.remedy(entry.name(), "their fields are", known.keySet()));
      } else {
        value = value(type, entry.value(), reading);
      }
      whole &= value != null;
      if (value != null) {
        fields.put(entry.name(), value);
      }
    }
    return whole ? new Happening(fields) : null;
  }

  private static @Nullable Object value(FieldType type, Node node, Reading reading) {
    return switch (type) {
      case TEXT -> Texts.text().read(node, reading);
      case NUMBER -> Numbers.decimal().read(node, reading);
      case BOOL -> Numbers.flag().read(node, reading);
    };
  }
}
