package org.zhiban.gateway.rehearsal;

import java.time.Duration;
import java.util.stream.Stream;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;

/**
 * How much of the time before a period is judged too, so that delays, counts and windows are at its
 * beginning what they were: the longest that any rule looks back.
 */
final class WarmUp {
  private static final Duration SHORTEST = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(2);

  static Duration of(Site site) {
    Duration longest =
        site.activeRules().stream()
            .map(WarmUp::of)
            .reduce(SHORTEST, (one, other) -> one.compareTo(other) > 0 ? one : other);
    return longest.compareTo(LONGEST) > 0 ? LONGEST : longest;
  }

  private static Duration of(RuleSpec rule) {
    return Stream.of(rule.onDelay(), rule.offDelay()).reduce(of(rule.condition()), Duration::plus);
  }

  private static Duration of(Condition condition) {
    return switch (condition) {
      case Condition.When _ -> Duration.ZERO;
      case Condition.Threshold threshold ->
          threshold.limits().stream()
              .flatMap(limit -> limit.onDelay().stream())
              .reduce(Duration.ZERO, Duration::plus);
      case Condition.Discrepancy discrepancy -> discrepancy.within();
      case Condition.Rate rate -> rate.over();
      case Condition.NoData silence -> silence.after();
      case Condition.ConnectionDown down -> down.after();
      case Condition.ClockOff _, Condition.GatewayTrouble _ -> Duration.ZERO;
      case Condition.Stuck stuck -> stuck.after();
      case Condition.Deviation _ -> Duration.ZERO;
      case Condition.Count count -> count.within().orElse(LONGEST);
      case Condition.Sequence sequence ->
          sequence.within().plus(sequence.late()).plus(sequence.maxAge().orElse(Duration.ZERO));
      case Condition.Combination _ -> Duration.ZERO;
      case Condition.RunHours _ -> Duration.ZERO;
      case Condition.Starts starts -> starts.within();
      case Condition.Change _ -> Duration.ZERO;
      case Condition.Balance balance -> balance.over();
      case Condition.Baseline _ -> LONGEST;
      case Condition.Schedule _ -> Duration.ZERO;
      case Condition.Device _ -> Duration.ZERO;
    };
  }

  private WarmUp() {}
}
