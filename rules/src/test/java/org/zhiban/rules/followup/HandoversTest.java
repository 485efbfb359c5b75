package org.zhiban.rules.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.ServiceTargets;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Handover;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;

/** When a handover is due, and what it holds [R8]. */
final class HandoversTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Instant FIVE = DAY.atTime(17, 0).atZone(TestSites.ZONE).toInstant();

  private static Handovers at(String when) {
    return new Handovers(TestSites.handingOver(when));
  }

  @Test
  void atATimeOfDayEachDay() {
    Handovers handovers = at("17:00");
    Handovers.Moment moment = new Handovers.Moment(DAY, "17:00", FIVE);
    assertThat(handovers.passed(FIVE.minusMillis(1))).isEmpty();
    assertThat(handovers.passed(FIVE)).containsExactly(moment);
    assertThat(handovers.passed(FIVE.plus(Duration.ofHours(5)))).containsExactly(moment);
    assertThat(handovers.passed(FIVE.plus(Duration.ofHours(6)))).isEmpty();
  }

  @Test
  void atTheEndOfTheWorkingHoursOfASiteWithoutShifts() {
    assertThat(at("shift_end").passed(FIVE.plus(Duration.ofMinutes(30))))
        .containsExactly(
            new Handovers.Moment(DAY, "working_hours", FIVE.plus(Duration.ofMinutes(30))));
  }

  @Test
  void aSiteThatHandsNothingOverHasNone() {
    Site site = TestSites.pump(Map.of(), Set.of());
    ServiceTargets none = site.service();
    assertThat(none.handoverAt()).isEmpty();
    assertThat(new Handovers(site).passed(FIVE)).isEmpty();
  }

  private static WorkOrder order(int number, OrderStatus status) {
    return new OrderBuilder(
            "WX-20261120-00" + number, OrderSource.REPORT, FIVE.minusSeconds(number))
        .status(status)
        .title(LocalizedText.same("leak"))
        .assignee(Optional.of("li"))
        .clocks(
            List.of(Clock.started("resolve", 1, FIVE.minusSeconds(99), FIVE.minusSeconds(number))))
        .build();
  }

  @Test
  void whatIsDispatchedAndNotReturnedIsHandedOnTheOldestFirst() {
    List<OrderStatus> statuses = List.of(OrderStatus.values());
    List<WorkOrder> all =
        IntStream.range(0, statuses.size())
            .mapToObj(number -> order(10 + number, statuses.get(number)))
            .toList();
    Handover handover =
        Handovers.of(new Handovers.Moment(DAY, "17:00", FIVE), all, FIVE.plusSeconds(60));
    assertThat(handover.orders())
        .extracting(Handover.Line::status)
        .containsExactly(
            OrderStatus.ON_HOLD,
            OrderStatus.IN_PROGRESS,
            OrderStatus.ON_SITE,
            OrderStatus.ACCEPTED,
            OrderStatus.DISPATCHED);
    assertThat(handover.orders()).allMatch(Handover.Line::overdue);
    assertThat(handover.madeAt()).isEqualTo(FIVE.plusSeconds(60));
  }
}
