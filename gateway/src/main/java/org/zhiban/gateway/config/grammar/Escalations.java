package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.List;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Expressions;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.RuleSpec;

/** A higher priority, when something else becomes true or after a time in alarm. */
final class Escalations {
  private static final Key<Expression> WHEN =
      optional("when", Expressions.expression(), "when this becomes true, or");
  private static final Key<Duration> AFTER =
      optional("after", Durations.positive(), "after so long in alarm");
  private static final Key<Priority> TO =
      required("to", Priorities.PRIORITY, "the higher priority");

  static final MappingShape<RuleSpec.Escalation> SHAPE =
      MappingShape.<RuleSpec.Escalation>of(
              "an escalation",
              List.of(WHEN, AFTER, TO),
              (values, _) ->
                  new RuleSpec.Escalation(values.find(WHEN), values.find(AFTER), values.get(TO)))
          .check(Checks.oneOf(WHEN, AFTER));

  private Escalations() {}
}
