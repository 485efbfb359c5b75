package org.zhiban.rules.alarm.kind;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Starts;
import org.zhiban.model.site.Expression;
import org.zhiban.rules.expression.CompiledExpression;

/** A binary point started more often than so many times within a time. */
final class StartsKind implements RuleKind<Starts> {
  @Override
  public Optional<Blueprint> compile(Starts condition, RuleContext context) {
    Expression starts =
        new Expression(context.inWords(condition.point()), context.rule().position());
    CompiledExpression event = context.eventExpression(starts).orElse(null);
    if (event == null) {
      return Optional.empty();
    }
    LocalizedText name = context.nameOf(condition.point());
    long minutes = Math.max(1, condition.within().toMinutes());
    return Optional.of(
        new Blueprint(
            Arrays.stream(event.points()).boxed().collect(Collectors.toSet()),
            Set.of(),
            true,
            context.oneTrack(),
            new LocalizedText(
                name.zh() + "：" + minutes + " 分钟内启动超过 " + condition.times() + " 次",
                name.en() + ": more than " + condition.times() + " starts in " + minutes + " min"),
            around ->
                new CountSignal(
                    event, null, condition.times() + 1, condition.within().toMillis(), around)));
  }
}
