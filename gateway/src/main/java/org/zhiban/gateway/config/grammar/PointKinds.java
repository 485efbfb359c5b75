package org.zhiban.gateway.config.grammar;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.telemetry.PointKind;

/** Which keys a point of a kind may have, and which it must. */
final class PointKinds {
  private static final Set<PointKind> NUMBERS = EnumSet.of(PointKind.ANALOG, PointKind.COUNTER);
  private static final Set<PointKind> WRITTEN =
      EnumSet.of(PointKind.ANALOG, PointKind.BINARY, PointKind.MULTISTATE);
  private static final Map<Key<?>, Set<PointKind>> ALLOWED = allowed();

  private PointKinds() {}

  private static Map<Key<?>, Set<PointKind>> allowed() {
    Map<Key<?>, Set<PointKind>> allowed = new LinkedHashMap<>();
    allowed.put(Points.UNIT, NUMBERS);
    allowed.put(Points.DEADBAND, NUMBERS);
    allowed.put(Points.RANGE, NUMBERS);
    allowed.put(Points.STATES, EnumSet.of(PointKind.MULTISTATE));
    allowed.put(Points.COMMAND, WRITTEN);
    allowed.put(Points.PRIVATE, EnumSet.of(PointKind.EVENT));
    allowed.put(Points.EVERY, EnumSet.complementOf(EnumSet.of(PointKind.EVENT)));
    return allowed;
  }

  static void check(Values values, Reading reading) {
    values.find(Points.KIND).ifPresent(kind -> checkKind(kind, values, reading));
    boolean command = values.find(Points.COMMAND).orElse(false);
    if (!command) {
      for (Key<?> key : Set.of(Points.INTERLOCK, Points.READ_BACK)) {
        if (values.given(key)) {
          reading.error(
              values.keyNode(key),
              "'" + key.name() + "' belongs to a command point",
              "add 'command: true', or take it out");
        }
      }
    }
    values
        .find(Points.READ_BACK)
        .filter(ref -> !reading.scope().equipment().equals(java.util.Optional.of(ref.equipment())))
        .ifPresent(
            _ ->
                reading.error(
                    values.node(Points.READ_BACK),
                    "a command is read back from its own equipment",
                    "name a point of this equipment"));
  }

  private static void checkKind(PointKind kind, Values values, Reading reading) {
    ALLOWED.forEach(
        (key, kinds) -> {
          if (values.given(key) && !kinds.contains(kind)) {
            reading.error(
                values.keyNode(key),
                "'" + key.name() + "' means nothing for " + word(kind) + " points",
                "take it out; it belongs to " + words(kinds));
          }
        });
    if (kind == PointKind.MULTISTATE && !values.given(Points.STATES)) {
      reading.error(
          values.mapping(),
          "a multistate point needs 'states'",
          "add 'states: { 0: stopped, 1: running }'");
    }
    Points.source(values)
        .filter(_ -> kind == PointKind.EVENT)
        .ifPresent(source -> checkPrivate(source.eventFields().keySet(), values, reading));
  }

  private static void checkPrivate(Set<String> fields, Values values, Reading reading) {
    for (String field : values.find(Points.PRIVATE).orElse(java.util.List.of())) {
      if (!fields.contains(field)) {
        reading.error(
            values.node(Points.PRIVATE),
            "the event has no field '" + field + "'",
            org.zhiban.gateway.config.problem.Nearest.remedy(field, "its fields are", fields));
      }
    }
  }

  private static String words(Set<PointKind> kinds) {
    return kinds.stream().map(PointKinds::word).collect(Collectors.joining(", "));
  }

  static String word(PointKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
