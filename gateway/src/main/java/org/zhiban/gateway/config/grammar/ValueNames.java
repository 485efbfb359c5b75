package org.zhiban.gateway.config.grammar;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.SourcePosition;

/**
 * Names of values in keys and texts: a point, another equipment's point as {@code equipment/point},
 * or a field of an event as {@code event.field} or by itself.
 */
final class ValueNames {
  private ValueNames() {}

  /** An unknown name is an error; runs when all files are read. */
  static void check(String name, SourcePosition position, Reading reading) {
    int slash = name.indexOf('/');
    Optional<String> equipment =
        slash < 0 ? reading.scope().equipment() : Optional.of(name.substring(0, slash));
    if (equipment.isEmpty()) {
      reading.error(position, "'" + name + "' does not say whose it is", "write equipment/point");
      return;
    }
    boolean own = reading.scope().equipment().equals(equipment);
    if (own
        && !reading.scope().unfilled()
        && !reading.names().has(Kind.EQUIPMENT, equipment.get())) {
      return;
    }
    if (!own && !reading.names().has(Kind.EQUIPMENT, equipment.get())) {
      reading.error(
          position,
          "there is no equipment '" + equipment.get() + "'",
          Nearest.remedy(
              equipment.get(),
              Kind.EQUIPMENT.candidatesAre(),
              reading.names().all(Kind.EQUIPMENT)));
      return;
    }
    Set<String> known = known(reading.names().points(equipment.get()));
    String wanted = name.substring(slash + 1);
    if (!known.contains(wanted) && !reading.names().unreadable().contains(equipment.get())) {
      reading.error(
          position,
          "there is no point or event field '" + wanted + "'",
          Nearest.remedy(wanted, "there are", known));
    }
  }

  private static Set<String> known(Map<String, Optional<PointSpec>> points) {
    Set<String> known = new LinkedHashSet<>(points.keySet());
    points.forEach(
        (id, spec) -> {
          spec.flatMap(PointSpec::source)
              .map(PointSource::eventFields)
              .orElse(Map.of())
              .keySet()
              .forEach(
                  field -> {
                    known.add(field);
                    known.add(id + "." + field);
                  });
        });
    return known;
  }
}
