package org.zhiban.gateway.config.grammar;

import java.util.LinkedHashSet;
import java.util.Set;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.Names;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.telemetry.PointKind;

/** Names that must exist at one equipment at least. */
final class Anywhere {
  private Anywhere() {}

  static void checkRule(String rule, Node at, Reading reading) {
    Names names = reading.names();
    Set<String> known = new LinkedHashSet<>(names.all(Kind.SITE_RULE));
    names.all(Kind.EQUIPMENT).forEach(id -> known.addAll(names.rules(id).keySet()));
    if (!known.contains(rule) && names.unreadable().isEmpty()) {
      reading.error(
          at, "no equipment has a rule '" + rule + "'", Nearest.remedy(rule, "there are", known));
    }
  }

  static void checkEvent(String event, Node at, Reading reading) {
    Names names = reading.names();
    Set<String> known = new LinkedHashSet<>();
    names
        .all(Kind.EQUIPMENT)
        .forEach(
            id ->
                names
                    .points(id)
                    .forEach(
                        (point, spec) -> {
                          if (spec.isEmpty() || spec.get().kind() == PointKind.EVENT) {
                            known.add(point);
                          }
                        }));
    if (!known.contains(event) && names.unreadable().isEmpty()) {
      reading.error(
          at,
          "no equipment has an event point '" + event + "'",
          Nearest.remedy(event, "there are", known));
    }
  }
}
