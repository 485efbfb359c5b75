package org.zhiban.rules.alarm.kind;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Combination;
import org.zhiban.model.site.Expression;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * At least so many of the expressions hold. Unknown ones may be either: only where that does not
 * matter is the answer known.
 */
final class CombinationKind implements RuleKind<Combination> {
  @Override
  public Optional<Blueprint> compile(Combination condition, RuleContext context) {
    List<CompiledExpression> parts =
        condition.of().stream().flatMap(part -> context.expression(part).stream()).toList();
    if (parts.size() < condition.of().size()) {
      return Optional.empty();
    }
    if (condition.atLeast() < 1 || condition.atLeast() > parts.size()) {
      context.problem(
          "at least " + condition.atLeast() + " of " + parts.size() + " expressions",
          "ask for 1 to " + parts.size());
      return Optional.empty();
    }
    Set<Integer> points = new HashSet<>();
    for (CompiledExpression part : parts) {
      for (int point : part.points()) {
        points.add(point);
      }
    }
    return Optional.of(
        new Blueprint(
            points,
            Set.of(),
            true,
            context.oneTrack(),
            LocalizedText.same(
                condition.of().stream()
                    .map(Expression::text)
                    .collect(Collectors.joining("; ", context.rule().id() + ": ", ""))),
            around -> new CombinationSignal(parts, condition.atLeast(), around.table())));
  }

  private static final class CombinationSignal extends Signal {
    private final List<CompiledExpression> parts;
    private final int atLeast;
    private final PointTable table;

    CombinationSignal(List<CompiledExpression> parts, int atLeast, PointTable table) {
      this.parts = parts;
      this.atLeast = atLeast;
      this.table = table;
    }

    @Override
    public void steady(int point, Steady values) {
      parts.forEach(part -> part.steady(point, table, values));
    }

    @Override
    public Truth input(int track) {
      int sure = 0;
      int possible = 0;
      for (int part = 0; part < parts.size(); part++) {
        Truth truth = parts.get(part).test(table);
        sure += truth == Truth.TRUE ? 1 : 0;
        possible += truth == Truth.FALSE ? 0 : 1;
      }
      if (sure >= atLeast) {
        return Truth.TRUE;
      }
      return possible < atLeast ? Truth.FALSE : Truth.UNKNOWN;
    }
  }
}
