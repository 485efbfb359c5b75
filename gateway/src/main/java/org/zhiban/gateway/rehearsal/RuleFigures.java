package org.zhiban.gateway.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How often a rule was in alarm within a period.
 *
 * @param raised how often it began to be
 * @param inAlarm how long altogether
 * @param first when it began first, last when it began last; empty: never
 * @param orders that were opened for it
 */
record RuleFigures(
    int raised, Duration inAlarm, Optional<Instant> first, Optional<Instant> last, int orders) {

  /** Of a rule that never was. */
  static final RuleFigures NONE =
      new RuleFigures(0, Duration.ZERO, Optional.empty(), Optional.empty(), 0);

  /**
   * Counts.
   *
   * @param episodes of the rule, in order of time
   */
  static RuleFigures of(List<Episode> episodes, long orders, Period period) {
    List<Instant> begun =
        episodes.stream().map(Episode::raisedAt).filter(period::holds).sorted().toList();
    Duration inAlarm =
        episodes.stream()
            .map(one -> period.within(one.raisedAt(), one.clearedAt().orElse(period.to())))
            .reduce(Duration.ZERO, Duration::plus);
    return new RuleFigures(
        begun.size(),
        inAlarm,
        begun.stream().findFirst(),
        begun.isEmpty() ? Optional.empty() : Optional.of(begun.getLast()),
        Math.toIntExact(orders));
  }
}
