package org.zhiban.gateway.config.grammar;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.Names;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.yaml.Node;

/** Names of rules in tests: {@code rule}, {@code equipment/rule}, or a rule of the site. */
final class RuleNames {
  private RuleNames() {}

  static Leaf<String> rule() {
    return Leaf.judging(
        "a rule",
        "write a rule's id, or equipment/rule for another equipment's",
        (scalar, reading) -> {
          reading.later(() -> check(scalar, reading));
          return scalar.text();
        });
  }

  private static void check(Node.Scalar scalar, Reading reading) {
    Names names = reading.names();
    int slash = scalar.text().indexOf('/');
    Optional<String> equipment =
        slash < 0 ? reading.scope().equipment() : Optional.of(scalar.text().substring(0, slash));
    String rule = scalar.text().substring(slash + 1);
    if (equipment.isEmpty() || names.unreadable().contains(equipment.get())) {
      return;
    }
    Set<String> known = new LinkedHashSet<>(names.rules(equipment.get()).keySet());
    if (slash < 0) {
      known.addAll(names.all(Kind.SITE_RULE));
    }
    if (!known.contains(rule) && names.has(Kind.EQUIPMENT, equipment.get())) {
      reading.error(
          scalar,
          "there is no rule '" + rule + "' at '" + equipment.get() + "'",
          Nearest.remedy(rule, "its rules are", known));
    } else if (slash >= 0 && !names.has(Kind.EQUIPMENT, equipment.get())) {
      reading.error(
          scalar,
          "there is no equipment '" + equipment.get() + "'",
          Nearest.remedy(
              equipment.get(), Kind.EQUIPMENT.candidatesAre(), names.all(Kind.EQUIPMENT)));
    }
  }
}
