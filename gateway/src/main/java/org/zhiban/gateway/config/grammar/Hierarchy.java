package org.zhiban.gateway.config.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.model.site.Equipment;

/** Nothing feeds itself, directly or through others. */
final class Hierarchy {
  private Hierarchy() {}

  static void check(Reading reading) {
    Map<String, Equipment> all = reading.names().equipment();
    Set<String> known = new HashSet<>();
    for (Equipment start : all.values()) {
      List<String> way = new ArrayList<>();
      Optional<Equipment> next = Optional.of(start);
      while (next.isPresent() && !known.contains(next.get().id())) {
        String id = next.get().id();
        if (way.contains(id)) {
          report(all, way.subList(way.indexOf(id), way.size()), reading);
          break;
        }
        way.add(id);
        next = next.get().parent().flatMap(parent -> Optional.ofNullable(all.get(parent)));
      }
      known.addAll(way);
    }
  }

  private static void report(Map<String, Equipment> all, List<String> circle, Reading reading) {
    Equipment first = Optional.ofNullable(all.get(circle.getFirst())).orElseThrow();
    reading.error(
        first.position(),
        circle.size() == 1
            ? "'" + first.id() + "' is its own parent"
            : "these are each other's parents in a circle: " + String.join(", ", circle),
        "take 'parent' out of one of them");
  }
}
