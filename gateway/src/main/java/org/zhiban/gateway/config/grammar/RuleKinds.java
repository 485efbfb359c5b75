package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.optional;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.config.shape.Expressions;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Expression;

/** The kinds of rules; a rule has exactly one. */
final class RuleKinds {
  private static final Key<Expression> WHEN =
      optional("when", Expressions.expression(), "in alarm while the expression is true");

  private static final List<Key<Condition>> OTHERS =
      List.of(
          optional("threshold", Limits.SHAPE, "any of the points passes a limit"),
          optional("discrepancy", Comparisons.DISCREPANCY, "the feedback does not follow"),
          optional("rate", Movements.RATE, "the point rises or falls too fast"),
          optional("no_data", Workings.NO_DATA, "none of the points was heard of"),
          optional("clock_off", Workings.CLOCK_OFF, "the clock of the points' source runs off"),
          optional("gateway", Workings.GATEWAY, "a part of the gateway's own work fails"),
          optional("stuck", Movements.STUCK, "the point does not move while it should"),
          optional("deviation", Comparisons.DEVIATION, "the points lie too far apart"),
          optional("count", Happenings.COUNT, "too many events, or too large a share"),
          optional("sequence", Happenings.SEQUENCE, "an event without another before or after it"),
          optional("combination", Workings.COMBINATION, "so many of the expressions hold"),
          optional("run_hours", Workings.RUN_HOURS, "the counter passed so much"),
          optional("starts", Workings.STARTS, "too many starts within a time"),
          optional("change", Movements.CHANGE, "each step of the point is an alarm"),
          optional("balance", Comparisons.BALANCE, "the parts do not add up to the whole"),
          optional("baseline", Movements.BASELINE, "far from the same hour of other weeks"),
          optional("schedule", Workings.SCHEDULE, "true outside its hours"),
          optional("device", Workings.DEVICE, "the device's own alarm"));

  static final List<Key<?>> KEYS = keys();

  private RuleKinds() {}

  private static List<Key<?>> keys() {
    List<Key<?>> keys = new ArrayList<>();
    keys.add(WHEN);
    keys.addAll(OTHERS);
    return List.copyOf(keys);
  }

  /** The condition that a rule gives; the first where it wrongly gives several. */
  static Optional<Condition> of(Values values) {
    return values
        .find(WHEN)
        .<Condition>map(Condition.When::new)
        .or(() -> OTHERS.stream().flatMap(key -> values.find(key).stream()).findFirst());
  }
}
