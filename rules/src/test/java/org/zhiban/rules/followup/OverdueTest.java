package org.zhiban.rules.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.WorkOrder;

/** An order is seen before it is late [R16]. */
final class OverdueTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");

  private static Instant minute(int minute) {
    return T.plus(Duration.ofMinutes(minute));
  }

  private static WorkOrder with(Clock... clocks) {
    return new OrderBuilder("WX-20261120-001", OrderSource.REPORT, T)
        .clocks(List.of(clocks))
        .build();
  }

  @Test
  void fourFifthsIsSoonAndAllIsNow() {
    WorkOrder order = with(Clock.started("respond", 1, T, minute(100)));
    assertThat(Overdue.of(order, minute(79))).isEmpty();
    assertThat(Overdue.of(order, minute(80))).contains(Overdue.SOON);
    assertThat(Overdue.of(order, minute(100))).contains(Overdue.SOON);
    assertThat(Overdue.of(order, minute(101))).contains(Overdue.NOW);
  }

  @Test
  void theWorstPromiseCountsAndWhatDoesNotRunCountsNot() {
    Clock late = Clock.started("forward", 1, T, minute(10));
    Clock soon = Clock.started("respond", 1, T, minute(30));
    assertThat(Overdue.of(with(late, soon), minute(29))).contains(Overdue.NOW);
    Clock paused =
        new Clock(
            "resolve",
            1,
            T,
            minute(10),
            Duration.ofMinutes(9),
            Optional.empty(),
            Clock.State.PAUSED);
    Clock broken =
        new Clock(
            "accept",
            1,
            T,
            minute(5),
            Duration.ofMinutes(6),
            Optional.empty(),
            Clock.State.BREACHED);
    assertThat(Overdue.of(with(paused, broken), minute(60))).isEmpty();
  }

  @Test
  void whatRanBeforeAPauseCounts() {
    Clock resumed =
        new Clock(
            "resolve",
            1,
            T,
            minute(1_010),
            Duration.ofMinutes(80),
            Optional.of(minute(990)),
            Clock.State.RUNNING);
    assertThat(Overdue.of(with(resumed), minute(990))).contains(Overdue.SOON);
  }
}
