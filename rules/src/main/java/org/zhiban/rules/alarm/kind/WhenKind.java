package org.zhiban.rules.alarm.kind;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.When;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/** True while the expression is. */
final class WhenKind implements RuleKind<When> {
  @Override
  public Optional<Blueprint> compile(When condition, RuleContext context) {
    return context
        .expression(condition.expression())
        .map(expression -> blueprint(condition, expression, context));
  }

  private static Blueprint blueprint(
      When condition, CompiledExpression expression, RuleContext context) {
    if (expression.points().length == 0) {
      context.problem("the expression names no point", "judge at least one point");
    }
    return new Blueprint(
        Arrays.stream(expression.points()).boxed().collect(Collectors.toSet()),
        Set.of(),
        true,
        context.oneTrack(),
        LocalizedText.same(context.rule().id() + ": " + condition.expression().text()),
        surroundings -> new WhenSignal(expression, surroundings.table()));
  }

  private static final class WhenSignal extends Signal {
    private final CompiledExpression expression;
    private final PointTable table;

    WhenSignal(CompiledExpression expression, PointTable table) {
      this.expression = expression;
      this.table = table;
    }

    @Override
    public void steady(int point, Steady values) {
      expression.steady(point, table, values);
    }

    @Override
    public Truth input(int track) {
      return expression.test(table);
    }
  }
}
