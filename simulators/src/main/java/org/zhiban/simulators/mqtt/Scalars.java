package org.zhiban.simulators.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.zhiban.model.site.PointSpec;
import org.zhiban.simulators.plant.Snapshot;

/** A point's value as JSON; a state as the device writes it. */
final class Scalars {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Scalars() {}

  static JsonNode of(PointSpec point, Snapshot snapshot, int position) {
    double number = snapshot.numbers().get(position);
    return switch (point.kind()) {
      case ANALOG, COUNTER -> JSON.numberNode(Math.round(number * 1e4) / 1e4);
      case BINARY -> JSON.booleanNode(number != 0);
      case MULTISTATE -> raw(point.states().get((int) number).raw());
      case TEXT -> JSON.textNode(String.valueOf(snapshot.texts().get(position)));
      case EVENT -> JSON.nullNode();
    };
  }

  /** A field of an event, as a model gives it. */
  static JsonNode of(Object value) {
    return switch (value) {
      case Boolean flag -> JSON.booleanNode(flag);
      case Integer whole -> JSON.numberNode(whole);
      case Long whole -> JSON.numberNode(whole);
      case Number number -> JSON.numberNode(number.doubleValue());
      default -> JSON.textNode(value.toString());
    };
  }

  private static JsonNode raw(String raw) {
    if (raw.matches("-?\\d{1,9}")) {
      return JSON.numberNode(Integer.parseInt(raw));
    }
    return raw.equals("true") || raw.equals("false")
        ? JSON.booleanNode(raw.equals("true"))
        : JSON.textNode(raw);
  }
}
