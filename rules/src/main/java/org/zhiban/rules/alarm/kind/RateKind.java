package org.zhiban.rules.alarm.kind;

import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Rate;

/** The point rises, or falls, by more than so much per time, over a window. */
final class RateKind implements RuleKind<Rate> {
  @Override
  public Optional<Blueprint> compile(Rate condition, RuleContext context) {
    if (!context.mustBeNumber(condition.point())) {
      return Optional.empty();
    }
    if (condition.per().isZero() || condition.over().isZero()) {
      context.problem("a rate is per a time, over a time", "give `per` and `over` above zero");
      return Optional.empty();
    }
    int point = context.number(condition.point());
    LocalizedText name = context.nameOf(condition.point());
    String value = " " + context.placeholder(condition.point()) + context.unitOf(condition.point());
    return Optional.of(
        new Blueprint(
            Set.of(point),
            Set.of(),
            true,
            context.oneTrack(),
            new LocalizedText(
                name.zh() + " 变化过快，当前" + value, name.en() + " changes too fast, now" + value),
            around -> new RateSignal(point, condition, around)));
  }
}
