package org.zhiban.gateway.config.grammar;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.RuleSpec;

/** What the keys of one rule must agree on, and what they may refer to. */
final class RuleChecks {
  private RuleChecks() {}

  /** The most pressing priority of a threshold's limits, where each has its own. */
  static Optional<Priority> ofLimits(@Nullable Condition condition) {
    return condition instanceof Condition.Threshold threshold
            && threshold.limits().stream().allMatch(limit -> limit.priority().isPresent())
        ? threshold.limits().stream()
            .flatMap(limit -> limit.priority().stream())
            .min(Comparator.naturalOrder())
        : Optional.empty();
  }

  static void priority(Values values, Reading reading) {
    Condition condition = RuleKinds.of(values).orElse(null);
    if (condition != null && !values.given(Rules.PRIORITY) && ofLimits(condition).isEmpty()) {
      reading.error(
          values.mapping(),
          "the rule has no 'priority'",
          condition instanceof Condition.Threshold
              ? "add 'priority: P3' to the rule, or to each of its limits"
              : "add 'priority: P3'");
    }
  }

  static void escalation(Values values, Reading reading) {
    Optional<Priority> priority = values.find(Rules.PRIORITY);
    Optional<Priority> to = values.find(Rules.ESCALATE).map(RuleSpec.Escalation::to);
    if (priority.isPresent() && to.isPresent() && to.get().compareTo(priority.get()) >= 0) {
      reading.error(
          values.node(Rules.ESCALATE),
          "an escalation from " + priority.get().word() + " to " + to.get().word(),
          "escalate to a higher priority");
    }
  }

  static void balance(Values values, Reading reading) {
    if (RuleKinds.of(values).orElse(null) instanceof Condition.Balance balance
        && balance.children().isEmpty()
        && values.find(Rules.ENABLED).orElse(true)) {
      reading.error(
          values.mapping(),
          "a balance without children always differs",
          "name the meters below in 'children', or write 'enabled: false'");
    }
  }

  static void verification(Values values, Reading reading) {
    boolean lifeSafety =
        reading.scope().lifeSafety() || values.find(Rules.LIFE_SAFETY).orElse(false);
    boolean machine =
        values.find(Rules.ORDER).map(OrderSpec::verify).orElse(null)
            instanceof OrderSpec.Verify.Normal;
    if (lifeSafety && machine) {
      reading.error(
          values.node(Rules.ORDER),
          "a machine cannot verify life safety",
          "write 'verify: manual'");
    }
    if (lifeSafety && !values.find(Rules.ENABLED).orElse(true)) {
      reading.warning(
          values.node(Rules.ENABLED),
          "a rule of life safety is switched off",
          "take 'enabled: false' out");
    }
  }

  /** What people's work may do to a rule: never keep life safety quiet. */
  static void work(Values values, Reading reading) {
    boolean own = values.find(Rules.LIFE_SAFETY).orElse(false);
    boolean lifeSafety = own || reading.scope().lifeSafety();
    if (lifeSafety && values.find(Rules.UNLESS_OPEN_ORDER).orElse(false)) {
      reading.error(
          values.node(Rules.UNLESS_OPEN_ORDER),
          "an open order never suppresses life safety",
          "take 'unless_open_order' out");
    }
    if ((own || (lifeSafety && mostPressing(values)))
        && values.find(Rules.UNLESS_PERMIT).orElse(false)) {
      reading.error(
          values.node(Rules.UNLESS_PERMIT),
          "a permit never silences "
              + (own ? "a rule of life safety" : "a P1 rule of life-safety equipment"),
          "take 'unless_permit' out: while a permit stands the alarm names it");
    }
  }

  private static boolean mostPressing(Values values) {
    return values.find(Rules.PRIORITY).filter(Priority.P1::equals).isPresent()
        || (RuleKinds.of(values).orElse(null) instanceof Condition.Threshold threshold
            && threshold.limits().stream()
                .anyMatch(limit -> limit.priority().filter(Priority.P1::equals).isPresent()))
        || values.find(Rules.ESCALATE).filter(to -> to.to() == Priority.P1).isPresent();
  }

  static void inhibited(Values values, Reading reading) {
    if (!(values.node(Rules.INHIBITS) instanceof Node.Sequence list)
        || !values.given(Rules.INHIBITS)) {
      return;
    }
    String own = reading.name().text();
    Optional<String> equipment = reading.scope().equipment();
    if (equipment.isEmpty()) {
      reading.error(
          list, "'inhibits' names rules of an equipment", "add 'equipment: …' to the rule");
      return;
    }
    reading.later(
        () -> {
          Map<String, Optional<RuleSpec>> rules = reading.names().rules(equipment.get());
          if (reading.names().unreadable().contains(equipment.get())) {
            return;
          }
          for (Node item : list.items()) {
            if (item instanceof Node.Scalar id) {
              if (id.text().startsWith(RuleSpec.BELOW)) {
                below(id, reading);
              } else {
                inhibited(id, own, rules, reading);
              }
            }
          }
        });
  }

  /** A template serves equipment with nothing below it too; a rule that nobody has is a slip. */
  private static void below(Node.Scalar id, Reading reading) {
    String rule = id.text().substring(RuleSpec.BELOW.length());
    Set<String> known =
        reading.names().equipment().keySet().stream()
            .flatMap(equipment -> reading.names().rules(equipment).keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!rule.equals(RuleSpec.EVERY_RULE)
        && !known.contains(rule)
        && reading.names().unreadable().isEmpty()) {
      reading.error(
          id,
          "no equipment has a rule '" + rule + "'",
          Nearest.remedy(rule, "the rules of the site are", known));
    }
  }

  private static void inhibited(
      Node.Scalar id, String own, Map<String, Optional<RuleSpec>> rules, Reading reading) {
    if (!rules.containsKey(id.text())) {
      reading.error(
          id,
          "there is no rule '" + id.text() + "' at this equipment",
          Nearest.remedy(id.text(), "its rules are", rules.keySet()));
    } else if (id.text().equals(own)) {
      reading.error(id, "a rule cannot inhibit itself", "take it out");
    } else if (rules
        .getOrDefault(id.text(), Optional.empty())
        .filter(RuleSpec::lifeSafety)
        .isPresent()) {
      reading.error(
          id, "rule '" + id.text() + "' is life safety and is never inhibited", "take it out");
    }
  }

  static void keyed(Values values, Reading reading) {
    List<String> keys = values.find(Rules.KEY).orElse(List.of());
    if (keys.isEmpty() || !(values.node(Rules.KEY) instanceof Node.Sequence list)) {
      return;
    }
    reading.later(
        () -> {
          for (Node item : list.items()) {
            if (item instanceof Node.Scalar name) {
              ValueNames.check(name.text(), name.position(), reading);
            }
          }
        });
  }
}
