package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.binary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.workorder.Reception.Received;
import org.zhiban.rules.workorder.Reception.Told;
import org.zhiban.rules.workorder.Reception.Wish;

/** The third caller about one fault is a caller, not a third order ([R1] [R3] [R23], Dedup). */
final class ReceptionTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Wish USUAL = new Wish.AsUsual();

  private final Site site =
      new TestSite()
          .with("pump", binary("tripped"))
          .rules("pump", Rule.of("trip").when("tripped"))
          .with("panel", true, binary("smoke"))
          .rules("panel", Rule.of("smoke").when("smoke"))
          .build();

  private final Reception reception = new Reception(site);

  private static HandReport report(String equipment, String trade, Urgency urgency) {
    return new HandReport(
        Optional.of(equipment),
        Optional.empty(),
        "漏水",
        urgency,
        Severity.MODERATE,
        trade,
        Map.of("content", "漏水", "reported_by", "王女士"));
  }

  private static HandReport report() {
    return report("pump", "plumbing", Urgency.NORMAL);
  }

  private static Told told(HandReport report, Wish wish) {
    return new Told(report, T, false, wish);
  }

  private static OrderBuilder open(OrderSource source, OrderStatus status) {
    return new OrderBuilder("WX-20261120-001", source, T.minusSeconds(7200))
        .status(status)
        .equipment(Optional.of("pump"))
        .trade("plumbing")
        .clocks(List.of(Clock.started("respond", 1, T.minusSeconds(60), T.plusSeconds(1740))));
  }

  private Received take(Told told, WorkOrder... open) {
    return reception.take(told, "sun", List.of(open), T);
  }

  private WorkOrder opened(Told told, WorkOrder... open) {
    return switch (take(told, open)) {
      case Received.Opened(var draft) -> draft.numbered("WX-20261120-009").order();
      case Received.Joined(var step) -> throw new AssertionError("joined " + step);
      case Received.Refused(var reason) -> throw new AssertionError("refused " + reason);
    };
  }

  private OrderStep joined(Told told, WorkOrder... open) {
    return switch (take(told, open)) {
      case Received.Joined(var step) -> step;
      case Received.Opened _ -> throw new AssertionError("opened");
      case Received.Refused(var reason) -> throw new AssertionError("refused " + reason);
    };
  }

  private OrderRefusal refused(Told told, WorkOrder... open) {
    return switch (take(told, open)) {
      case Received.Refused(var reason) -> reason;
      case Received.Opened _ -> throw new AssertionError("opened");
      case Received.Joined(var step) -> throw new AssertionError("joined " + step);
    };
  }

  @Test
  void the_first_report_makes_an_order_whose_fault_is_the_equipment_and_the_trade() {
    WorkOrder order = opened(told(report(), USUAL));

    assertThat(order.fault()).contains("pump#plumbing");
    assertThat(order.source()).isEqualTo(OrderSource.REPORT);
    assertThat(order.status()).isEqualTo(OrderStatus.REPORTED);
  }

  @ParameterizedTest
  @EnumSource(
      value = OrderSource.class,
      names = {"REPORT", "ALARM", "PATROL"})
  void a_further_caller_joins_the_open_order_and_no_clock_begins_anew(OrderSource source) {
    WorkOrder order = open(source, OrderStatus.IN_PROGRESS).build();

    OrderStep step = joined(told(report(), USUAL), order);

    assertThat(step.order().occurrences()).isEqualTo(2);
    assertThat(step.order().clocks()).isEqualTo(order.clocks());
    assertThat(step.order().status()).isEqualTo(OrderStatus.IN_PROGRESS);
    assertThat(step.change().action()).isEqualTo("reported_again");
    assertThat(step.change().actor()).isEqualTo("sun");
    assertThat(step.change().note()).contains("漏水");
  }

  private static OrderBuilder closed(OrderSource source, Duration ago) {
    return new OrderBuilder("WX-20261101-001", source, T.minus(Duration.ofDays(20)))
        .status(OrderStatus.CLOSED)
        .equipment(Optional.of("pump"))
        .trade("plumbing")
        .fault(Optional.of(source == OrderSource.REPORT ? "pump#plumbing" : "pump/trip"))
        .doers(List.of("wei"))
        .closedAt(Optional.of(T.minus(ago)));
  }

  /** [R24] The same fault within a week is a repair that did not hold, whoever found it before. */
  @ParameterizedTest
  @EnumSource(
      value = OrderSource.class,
      names = {"REPORT", "ALARM", "PATROL"})
  void a_call_within_a_week_of_the_closing_opens_the_order_again(OrderSource source) {
    WorkOrder order = closed(source, Duration.ofDays(7)).build();

    OrderStep step = joined(told(report(), USUAL), order);

    assertThat(step.change().action()).isEqualTo("reopened");
    assertThat(step.order().id()).isEqualTo(order.id());
    assertThat(step.order().status()).isEqualTo(OrderStatus.TRIAGED);
    assertThat(step.order().closedAt()).isEmpty();
    assertThat(step.order().occurrences()).isEqualTo(2);
  }

  @Test
  void an_order_that_a_call_opens_again_makes_its_promises_anew() {
    Site pump = TestSites.pump(Map.of(), java.util.Set.of());
    WorkOrder order =
        closed(OrderSource.REPORT, Duration.ofDays(1))
            .clocks(
                List.of(
                    new Clock(
                        "respond",
                        1,
                        T.minus(Duration.ofDays(20)),
                        T.minus(Duration.ofDays(19)),
                        Duration.ofMinutes(5),
                        Optional.empty(),
                        Clock.State.MET)))
            .build();

    Received received = new Reception(pump).take(told(report(), USUAL), "sun", List.of(order), T);

    WorkOrder again = ((Received.Joined) received).step().order();
    assertThat(again.clocks()).filteredOn(clock -> clock.cycle() == 1).isEqualTo(order.clocks());
    assertThat(again.clocks())
        .filteredOn(clock -> clock.cycle() == 2 && clock.name().equals("respond"))
        .singleElement()
        .satisfies(clock -> assertThat(clock.startedAt()).isEqualTo(T));
  }

  @Test
  void an_order_that_is_open_stands_before_one_that_was_closed() {
    WorkOrder open = open(OrderSource.ALARM, OrderStatus.IN_PROGRESS).build();
    WorkOrder closed = closed(OrderSource.REPORT, Duration.ofDays(1)).build();

    assertThat(joined(told(report(), USUAL), open, closed).order().id()).isEqualTo(open.id());
  }

  @Test
  void what_was_closed_stays_so_where_it_is_not_the_same_fault_again() {
    WorkOrder order = closed(OrderSource.REPORT, Duration.ofDays(1)).build();
    WorkOrder old = closed(OrderSource.REPORT, Duration.ofDays(7).plusMillis(1)).build();
    WorkOrder later = closed(OrderSource.REPORT, Duration.ofDays(-1)).build();
    WorkOrder bySelf = closed(OrderSource.ALARM, Duration.ofDays(1)).doers(List.of()).build();
    WorkOrder cause =
        closed(OrderSource.ALARM, Duration.ofDays(1))
            .fault(Optional.of("pump/trip/root_cause"))
            .build();
    WorkOrder cancelled =
        closed(OrderSource.REPORT, Duration.ofDays(1)).status(OrderStatus.CANCELLED).build();

    assertThat(opened(told(report(), USUAL), old).fault()).contains("pump#plumbing");
    for (WorkOrder other : List.of(later, bySelf, cause, cancelled)) {
      assertThat(opened(told(report(), USUAL), other).source()).isEqualTo(OrderSource.REPORT);
    }
    assertThat(opened(told(report(), new Wish.Separate()), order).fault()).isEmpty();
    assertThat(opened(told(report("pump", "electric", Urgency.NORMAL), USUAL), order).trade())
        .isEqualTo("electric");
    assertThat(refused(told(report(), new Wish.Under(order.id())), order))
        .isInstanceOf(OrderRefusal.WrongField.class);
  }

  @Test
  void a_closed_order_whose_fault_has_an_open_one_is_not_opened_beside_it() {
    WorkOrder closed = closed(OrderSource.ALARM, Duration.ofDays(1)).build();
    WorkOrder now =
        OrderBuilder.of(open(OrderSource.ALARM, OrderStatus.DISPATCHED).build())
            .fault(closed.fault())
            .trade("electric")
            .build();

    assertThat(opened(told(report(), USUAL), now, closed).source()).isEqualTo(OrderSource.REPORT);
  }

  @Test
  void an_urgent_call_makes_the_order_press_and_keeps_what_has_elapsed() {
    Site pump = TestSites.pump(Map.of(), java.util.Set.of());
    WorkOrder order = opened(new Reception(pump), new Told(report(), T, false, USUAL));
    Received received =
        new Reception(pump)
            .take(
                new Told(
                    report("pump", "plumbing", Urgency.URGENT), T.plusSeconds(300), false, USUAL),
                "sun",
                List.of(order),
                T.plusSeconds(300));

    assertThat(received).isInstanceOf(Received.Joined.class);
    WorkOrder pressed = ((Received.Joined) received).step().order();
    assertThat(pressed.urgency()).isEqualTo(Urgency.URGENT);
    assertThat(due(order, "respond")).isEqualTo(T.plus(Duration.ofMinutes(30)));
    assertThat(due(pressed, "respond")).isEqualTo(T.plus(Duration.ofMinutes(15)));
    assertThat(pressed.clocks()).allMatch(clock -> clock.startedAt().equals(T));
  }

  private static WorkOrder opened(Reception reception, Told told) {
    Received received = reception.take(told, "sun", List.of(), T);
    return ((Received.Opened) received).draft().numbered("WX-20261120-001").order();
  }

  private static Instant due(WorkOrder order, String clock) {
    return order.clocks().stream()
        .filter(it -> it.name().equals(clock))
        .findFirst()
        .orElseThrow()
        .dueAt();
  }

  @Test
  void a_caller_after_the_work_was_called_done_opens_it_again() {
    WorkOrder order =
        open(OrderSource.REPORT, OrderStatus.VERIFY).assignee(Optional.of("li")).build();

    OrderStep step = joined(told(report(), USUAL), order);

    assertThat(step.order().status()).isEqualTo(OrderStatus.DISPATCHED);
    assertThat(step.change().action()).isEqualTo("reopened");
  }

  @Test
  void another_trade_another_equipment_a_visit_and_an_ended_order_are_not_the_same() {
    WorkOrder otherTrade = open(OrderSource.REPORT, OrderStatus.REPORTED).trade("electric").build();
    WorkOrder visit = open(OrderSource.PLAN, OrderStatus.DISPATCHED).build();
    WorkOrder ended = open(OrderSource.REPORT, OrderStatus.CLOSED).closedAt(Optional.of(T)).build();

    for (WorkOrder other : List.of(otherTrade, visit, ended)) {
      assertThat(opened(told(report(), USUAL), other).occurrences()).isEqualTo(1);
    }
  }

  @Test
  void an_order_whose_trade_the_triage_changed_is_still_the_order_of_its_callers() {
    WorkOrder triaged =
        open(OrderSource.REPORT, OrderStatus.TRIAGED)
            .trade("electric")
            .fault(Optional.of("pump#plumbing"))
            .build();

    assertThat(joined(told(report(), USUAL), triaged).order().id()).isEqualTo(triaged.id());
  }

  @Test
  void the_desk_may_insist_on_an_order_of_its_own() {
    WorkOrder order =
        open(OrderSource.REPORT, OrderStatus.REPORTED).fault(Optional.of("pump#plumbing")).build();

    assertThat(opened(told(report(), new Wish.Separate()), order).fault()).isEmpty();
  }

  @Test
  void without_a_trade_nothing_is_the_same_but_the_desk_may_say_so() {
    HandReport unsaid = report("pump", HandReport.NO_TRADE, Urgency.NORMAL);
    WorkOrder order = open(OrderSource.ALARM, OrderStatus.TRIAGED).build();

    assertThat(opened(told(unsaid, USUAL), order).fault()).isEmpty();
    assertThat(joined(told(unsaid, new Wish.Under(order.id())), order).order().occurrences())
        .isEqualTo(2);
    assertThat(refused(told(unsaid, new Wish.Under("WX-1")), order).words().zh())
        .contains("没有未结的故障工单 WX-1");
  }

  @Test
  void life_safety_never_goes_under_another_order_and_people_in_a_lift_are_p1_each() {
    WorkOrder smoke =
        new OrderBuilder("WX-20261120-001", OrderSource.ALARM, T)
            .status(OrderStatus.TRIAGED)
            .equipment(Optional.of("panel"))
            .trade("fire")
            .build();
    HandReport fire = report("panel", "fire", Urgency.NORMAL);

    assertThat(opened(told(fire, USUAL), smoke).fault()).isEmpty();
    assertThat(refused(told(fire, new Wish.Under(smoke.id())), smoke))
        .isInstanceOf(OrderRefusal.NeverMerged.class);

    HandReport lift = report("pump", HandReport.NO_TRADE, Urgency.NORMAL);
    WorkOrder first = opened(new Told(lift, T, true, USUAL));
    WorkOrder second = opened(new Told(lift, T, true, USUAL), first);
    for (WorkOrder rescue : List.of(first, second)) {
      assertThat(rescue.priority()).contains(Priority.P1);
      assertThat(rescue.urgency()).isEqualTo(Urgency.URGENT);
      assertThat(rescue.trade()).isEqualTo("elevator");
      assertThat(rescue.fault()).isEmpty();
    }
    assertThat(refused(new Told(lift, T, true, new Wish.Under(first.id())), first))
        .isInstanceOf(OrderRefusal.NeverMerged.class);
  }

  @Test
  void promises_count_from_the_call_and_not_from_when_it_was_written_down() {
    Site pump = TestSites.pump(Map.of(), java.util.Set.of());
    Instant call = T.minus(Duration.ofMinutes(20));

    WorkOrder order = opened(new Reception(pump), new Told(report(), call, false, USUAL));

    assertThat(due(order, "respond")).isEqualTo(call.plus(Duration.ofMinutes(30)));
    assertThat(order.openedAt()).isEqualTo(call);
    assertThat(order.updatedAt()).isEqualTo(T);
    OrderChange created = OrderDraft.of(order, "sun", Optional.empty()).numbered("WX-1").change();
    assertThat(created.time()).isEqualTo(call);
    assertThat(created.enteredAt()).contains(T);
  }

  @Test
  void a_clock_that_is_ahead_opens_no_order_in_the_future() {
    WorkOrder order = opened(new Told(report(), T.plusSeconds(59), false, USUAL));
    assertThat(order.openedAt()).isEqualTo(T);
  }

  @ParameterizedTest
  @ValueSource(longs = {61, -7 * 24 * 3600 - 1})
  void a_call_from_tomorrow_or_from_long_ago_is_a_slip(long seconds) {
    assertThat(refused(new Told(report(), T.plusSeconds(seconds), false, USUAL)).words().en())
        .contains("within the last 7 days");
    assertThat(opened(new Told(report(), T.minus(Duration.ofDays(7)), false, USUAL)).openedAt())
        .isEqualTo(T.minus(Duration.ofDays(7)));
  }
}
