package org.zhiban.gateway.commands;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.alarm.RuleCompiler;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.ExpressionCheck;
import org.zhiban.rules.expression.Truth;

/** What must hold at the moment of writing. Immutable. */
final class Interlocks {
  private final Map<PointRef, Compiled> compiled = new HashMap<>();

  private record Compiled(Expression text, CompiledExpression expression) {}

  /** Compiles the interlocks of a site that was checked. */
  Interlocks(Site site, PointIndex index) {
    for (var equipment : site.equipment().values()) {
      for (var point : equipment.points().values()) {
        point
            .interlock()
            .ifPresent(
                text ->
                    compiled.put(
                        new PointRef(equipment.id(), point.id()),
                        new Compiled(text, sound(site, index, equipment.id(), text))));
      }
    }
  }

  private static CompiledExpression sound(
      Site site, PointIndex index, String equipment, Expression text) {
    return switch (RuleCompiler.checkExpression(site, index, equipment, text)) {
      case ExpressionCheck.Sound(CompiledExpression expression) -> expression;
      case ExpressionCheck.Broken(var problems) ->
          throw new IllegalStateException("the site was not checked: " + problems);
    };
  }

  /** Why a point must not be written as values stand; empty: nothing forbids it. */
  Optional<CommandResult.Interlocked> forbids(PointRef point, PointTable table) {
    Compiled interlock = compiled.get(point);
    if (interlock == null) {
      return Optional.empty();
    }
    Truth truth = interlock.expression.test(table);
    return switch (truth) {
      case TRUE -> Optional.empty();
      case FALSE -> Optional.of(new CommandResult.Interlocked(interlock.text, false));
      case UNKNOWN -> Optional.of(new CommandResult.Interlocked(interlock.text, true));
    };
  }
}
