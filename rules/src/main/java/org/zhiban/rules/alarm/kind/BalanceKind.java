package org.zhiban.rules.alarm.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Balance;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.expression.Figures;

/**
 * What the parts below count does not add up to what the whole above counts, over a time: a leak, a
 * theft, a meter that stands.
 */
final class BalanceKind implements RuleKind<Balance> {
  private static final int PERCENT = 100;

  @Override
  public Optional<Blueprint> compile(Balance condition, RuleContext context) {
    List<PointRef> points = new ArrayList<>(List.of(condition.parent()));
    points.addAll(condition.children());
    if (points.stream().filter(context::mustBeNumber).count() < points.size()) {
      return Optional.empty();
    }
    boolean counters = context.spec(condition.parent()).kind() == PointKind.COUNTER;
    if (points.stream()
        .anyMatch(point -> (context.spec(point).kind() == PointKind.COUNTER) != counters)) {
      context.problem(
          "a balance between counters and momentary values says nothing",
          "name counters alone, or analog points alone");
      return Optional.empty();
    }
    int[] numbers = points.stream().mapToInt(context::number).toArray();
    return Optional.of(
        new Blueprint(
            points.stream().map(context::number).collect(Collectors.toSet()),
            java.util.Set.of(),
            true,
            context.oneTrack(),
            says(condition, context),
            around ->
                new BalanceSignal(
                    counters ? new CounterSums(numbers) : new MeanSums(numbers),
                    condition,
                    around)));
  }

  private static LocalizedText says(Balance condition, RuleContext context) {
    LocalizedText name = context.nameOf(condition.parent());
    String tolerance =
        condition.tolerance().share()
            ? Figures.plain(condition.tolerance().value() * PERCENT) + " %"
            : Figures.plain(condition.tolerance().value()) + context.unitOf(condition.parent());
    return new LocalizedText(
        name.zh() + " 与下级合计相差超过 " + tolerance,
        name.en() + " and the sum below it differ by more than " + tolerance);
  }
}
