package org.zhiban.rules.alarm.kind;

import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Baseline;
import org.zhiban.model.telemetry.PointKind;

/**
 * An hour that is far from what the same hour of other weeks was: judged at its end, by the median
 * and the spread about it, so that one strange week moves nothing. Advice, not a limit.
 */
final class BaselineKind implements RuleKind<Baseline> {
  @Override
  public Optional<Blueprint> compile(Baseline condition, RuleContext context) {
    if (!context.mustBeNumber(condition.point())) {
      return Optional.empty();
    }
    int point = context.number(condition.point());
    boolean counter = context.spec(condition.point()).kind() == PointKind.COUNTER;
    LocalizedText name = context.nameOf(condition.point());
    return Optional.of(
        new Blueprint(
            Set.of(point),
            Set.of(),
            true,
            context.oneTrack(),
            new LocalizedText(
                name.zh() + " 与往周同一时段相差悬殊",
                name.en() + " is far from the same hour of other weeks"),
            around ->
                new BaselineSignal(
                    counter ? new CounterSums(new int[] {point}) : new MeanSums(new int[] {point}),
                    condition,
                    context.scope().site().zone(),
                    around)));
  }
}
