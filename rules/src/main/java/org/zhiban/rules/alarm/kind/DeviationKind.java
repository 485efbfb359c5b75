package org.zhiban.rules.alarm.kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Amount;
import org.zhiban.model.site.Condition.Deviation;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * The points lie apart by more than so much: the largest less the smallest, in their unit or as a
 * share of their mean. Of a mean of nothing there is no share.
 */
final class DeviationKind implements RuleKind<Deviation> {
  @Override
  public Optional<Blueprint> compile(Deviation condition, RuleContext context) {
    boolean numbers =
        condition.points().stream().filter(context::mustBeNumber).count()
            == condition.points().size();
    RuleContext.Maybe guard = context.maybe(condition.whileTrue());
    if (!numbers || !guard.sound()) {
      return Optional.empty();
    }
    if (condition.points().size() < 2) {
      context.problem("a deviation is between points", "name two points or more");
      return Optional.empty();
    }
    int[] points = condition.points().stream().mapToInt(context::number).toArray();
    Set<Integer> waking = new HashSet<>(guard.points());
    condition.points().forEach(point -> waking.add(context.number(point)));
    return Optional.of(
        new Blueprint(
            waking,
            Set.of(),
            true,
            context.oneTrack(),
            says(condition, context),
            around -> new DeviationSignal(points, condition.over(), guard, around.table())));
  }

  private static LocalizedText says(Deviation condition, RuleContext context) {
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (PointRef point : condition.points()) {
      String value = " " + context.placeholder(point) + context.unitOf(point);
      zh.add(context.nameOf(point).zh() + value);
      en.add(context.nameOf(point).en() + value);
    }
    return new LocalizedText("偏差过大：" + String.join("，", zh), "Apart: " + String.join(", ", en));
  }

  private static final class DeviationSignal extends Signal {
    private final int[] points;
    private final Amount over;
    private final RuleContext.Maybe guard;
    private final PointTable table;

    DeviationSignal(int[] points, Amount over, RuleContext.Maybe guard, PointTable table) {
      this.points = points;
      this.over = over;
      this.guard = guard;
      this.table = table;
    }

    @Override
    public void steady(int point, Steady values) {
      values.only(table.value(point));
    }

    @Override
    public Truth input(int track) {
      return guard.test(table).and(apart());
    }

    private Truth apart() {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int point : points) {
        double value = table.value(point);
        if (table.quality(point) == Quality.BAD || Double.isNaN(value)) {
          return Truth.UNKNOWN;
        }
        least = Math.min(least, value);
        most = Math.max(most, value);
        sum += value;
      }
      double allowed = over.share() ? over.value() * Math.abs(sum / points.length) : over.value();
      return Truth.of(most - least > allowed);
    }
  }
}
