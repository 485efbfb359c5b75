package org.zhiban.rules.alarm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.alarm.kind.Blueprint;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.Reading;

/**
 * One rule, resolved.
 *
 * @param equipment whose alarm it is; empty text where the rule names none
 * @param lifeSafety by the rule itself or by its equipment
 * @param message its own, or what its condition says
 * @param values what is written down when it raises an alarm
 * @param key what makes an alarm of its own
 * @param escalation what raises its priority
 * @param inhibits names of the rules that it suppresses while it is active, as far as they are
 *     there
 */
record CompiledRule(
    RuleSpec spec,
    String equipment,
    boolean lifeSafety,
    Blueprint blueprint,
    MessageText message,
    List<Reading> values,
    List<Reading> key,
    Optional<CompiledExpression> escalation,
    List<String> inhibits) {
  private static final String UNKNOWN_PART = "?";

  CompiledRule {
    values = List.copyOf(values);
    key = List.copyOf(key);
    inhibits = List.copyOf(inhibits);
  }

  /** {@code equipment/rule}, or the rule alone. */
  String name() {
    return spec.name();
  }

  /** Whether another open order of its equipment suppresses it; never life safety. */
  boolean heedsOrders() {
    return spec.unlessOpenOrder() && !lifeSafety;
  }

  /**
   * Whether it raises nothing while a permit covers its equipment: a part of its condition, so that
   * it may be said of a panel's manual mode, never of a P1 there.
   */
  boolean heedsPermits() {
    return spec.unlessPermit() && !(lifeSafety && mostPressing());
  }

  private boolean mostPressing() {
    return blueprint.tracks().stream().anyMatch(track -> track.priority() == Priority.P1)
        || spec.escalation().filter(to -> to.to() == Priority.P1).isPresent();
  }

  /** Points whose samples wake it. */
  Set<Integer> wakingPoints() {
    Set<Integer> points = new java.util.TreeSet<>(blueprint.points());
    key.stream().filter(part -> !part.ofEvent()).forEach(part -> points.add(part.point()));
    escalation.ifPresent(
        expression -> {
          for (int point : expression.points()) {
            points.add(point);
          }
        });
    return points;
  }

  /** Whether the combination of values that makes an alarm of its own is in an event. */
  boolean keyedByEvent() {
    return key.stream().anyMatch(Reading::ofEvent);
  }

  /** What is known of its values now; bad and private ones are left out. */
  Map<String, Object> snapshot(PointTable table, @Nullable PointEvent event) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Reading reading : values) {
      Object value = reading.hidden() ? null : reading.value(table, event);
      if (value != null) {
        shown.put(reading.name(), value);
      }
    }
    return shown;
  }

  /** The key as it is now, {@code loop_no=1,device_no=17}. */
  String keyNow(PointTable table, @Nullable PointEvent event) {
    StringBuilder text = new StringBuilder();
    for (Reading part : key) {
      Object value = part.value(table, event);
      String words =
          value == null ? UNKNOWN_PART : MessageText.words(value, org.zhiban.model.Language.EN);
      text.append(text.isEmpty() ? "" : ",")
          .append(part.name())
          .append('=')
          .append(part.hidden() && value != null ? AlarmIds.fingerprint(words) : words);
    }
    return text.toString();
  }
}
