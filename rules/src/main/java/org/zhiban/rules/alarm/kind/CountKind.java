package org.zhiban.rules.alarm.kind;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Count;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.Figures;

/** So many happenings within a time, or so large a share of the last so many. */
final class CountKind implements RuleKind<Count> {
  private static final int PERCENT = 100;

  @Override
  public Optional<Blueprint> compile(Count condition, RuleContext context) {
    CompiledExpression event = context.eventExpression(condition.event()).orElse(null);
    boolean share = condition.share().isPresent();
    if (!share && (condition.times() < 1 || condition.within().isEmpty())) {
      context.problem("a count needs `times` and `within`, or `share` and `of_last`", "add them");
      return Optional.empty();
    }
    if (share && (condition.ofLast() < 1 || (event != null && event.event().isEmpty()))) {
      context.problem(
          "a share is of the last so many events", "judge an event point, and give `of_last`");
      return Optional.empty();
    }
    if (event == null) {
      return Optional.empty();
    }
    RuleContext.Maybe reset = context.maybe(condition.resetBy());
    if (!reset.sound()) {
      return Optional.empty();
    }
    Set<Integer> waking = new HashSet<>(reset.points());
    Arrays.stream(event.points()).forEach(waking::add);
    return Optional.of(
        new Blueprint(
            waking,
            set(event.event()),
            event.event().isEmpty(),
            context.oneTrack(),
            says(condition),
            around ->
                share
                    ? new ShareSignal(
                        event, condition.share().orElseThrow(), condition.ofLast(), around)
                    : new CountSignal(
                        event,
                        reset.expression(),
                        condition.times(),
                        condition.within().orElse(Duration.ZERO).toMillis(),
                        around)));
  }

  static Set<Integer> set(OptionalInt number) {
    return number.isPresent() ? Set.of(number.getAsInt()) : Set.of();
  }

  private static LocalizedText says(Count condition) {
    String what = condition.event().text();
    if (condition.share().isPresent()) {
      String percent = Figures.plain(condition.share().getAsDouble() * PERCENT) + " %";
      return new LocalizedText(
          what + "：最近 " + condition.ofLast() + " 次中超过 " + percent,
          what + ": over " + percent + " of the last " + condition.ofLast());
    }
    long minutes = condition.within().map(Duration::toMinutes).orElse(0L);
    return new LocalizedText(
        what + "：" + minutes + " 分钟内 " + condition.times() + " 次",
        what + ": " + condition.times() + " times in " + minutes + " min");
  }
}
