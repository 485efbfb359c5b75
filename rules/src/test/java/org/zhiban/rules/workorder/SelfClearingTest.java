package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.TestSites.pump;
import static org.zhiban.rules.TestSites.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.OrderSpec.Merge;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.FaultRecord.Itself;

/** What goes away by itself is never silently over. */
final class SelfClearingTest {
  private static final Instant T = Instant.parse("2026-11-21T03:12:00Z");

  private final AlarmOrders orders = new AlarmOrders(pump(Map.of(), Set.of()));

  private static Alarm alarm(Priority priority, boolean active, boolean lifeSafety) {
    return new Alarm(
        "a1",
        "pump",
        "dry",
        "",
        priority,
        lifeSafety,
        active,
        false,
        false,
        Suppression.NONE,
        Quality.GOOD,
        new LocalizedText("无水", "dry"),
        1,
        Map.of(),
        T,
        T,
        active ? Optional.empty() : Optional.of(T.plusSeconds(20)),
        Optional.empty(),
        Optional.empty());
  }

  private static RuleSpec at(Priority priority) {
    return rule(priority, Merge.ORDER, Optional.of(Duration.ZERO), Optional.empty());
  }

  private WorkOrder opened(Priority priority, OrderStatus status) {
    AlarmChange raised = AlarmChange.of(AlarmChange.Kind.RAISED, alarm(priority, true, false), T);
    OrderDecision decision = orders.decide(raised, at(priority), FaultRecord.NONE, T);
    WorkOrder order = ((OrderDecision.Open) decision).draft().numbered("WX-1").order();
    return new OrderEdit(order, T).status(status).order();
  }

  private OrderDecision cleared(Priority priority, WorkOrder order, Itself itself, boolean life) {
    AlarmChange gone =
        AlarmChange.of(AlarmChange.Kind.CLEARED, alarm(priority, false, life), T.plusSeconds(20));
    return orders.decide(
        gone,
        at(priority),
        new FaultRecord(Optional.of(order), false, 0, itself),
        T.plusSeconds(20));
  }

  private static OrderStep step(OrderDecision decision) {
    return ((OrderDecision.ClearedItself) decision).step();
  }

  @ParameterizedTest(name = "{0}, {1} times before: {2} as {3}")
  @CsvSource({
    "P1, 0, self_cleared, TRIAGED",
    "P1, 9, self_cleared, TRIAGED",
    "P2, 0, self_cleared, TRIAGED",
    "P3, 0, self_cleared, CLOSED",
    "P3, 1, self_cleared, CLOSED",
    "P3, 2, to_be_inspected, TRIAGED",
    "P4, 1, self_cleared, CLOSED",
    "P4, 2, to_be_inspected, TRIAGED"
  })
  void whatIsMinorIsOverTwiceAndThenSomebodyMustLook(
      Priority priority, int times, String action, OrderStatus status) {
    OrderStep step =
        step(
            cleared(
                priority,
                opened(priority, OrderStatus.TRIAGED),
                new Itself(times, false, false),
                false));
    assertThat(step.change().action()).isEqualTo(action);
    assertThat(step.change().actor()).isEqualTo(OrderDraft.MACHINE);
    assertThat(step.change().note()).contains("a1");
    assertThat(step.order().status()).isEqualTo(status);
    assertThat(step.order().clocks().stream().anyMatch(Clock::going))
        .isEqualTo(status != OrderStatus.CLOSED);
  }

  @ParameterizedTest
  @EnumSource(
      value = OrderStatus.class,
      names = {"ACCEPTED", "ON_SITE", "IN_PROGRESS", "ON_HOLD", "VERIFY", "CLOSED"})
  void whatSomebodyTookOnIsHis(OrderStatus status) {
    assertThat(cleared(Priority.P3, opened(Priority.P3, status), Itself.NEVER, false))
        .isInstanceOf(OrderDecision.Nothing.class);
  }

  @Test
  void lifeSafetyIsNeverOverByItself() {
    WorkOrder order = opened(Priority.P3, OrderStatus.TRIAGED);
    assertThat(cleared(Priority.P3, order, Itself.NEVER, true))
        .isInstanceOf(OrderDecision.Nothing.class);
  }

  @Test
  void whileAnotherAlarmOfTheOrderStandsNothingIsOver() {
    WorkOrder order = opened(Priority.P3, OrderStatus.TRIAGED);
    assertThat(cleared(Priority.P3, order, new Itself(0, false, true), false))
        .isInstanceOf(OrderDecision.Nothing.class);
  }

  @Test
  void anOrderThatEverPressedMoreStaysForAPerson() {
    WorkOrder pressed =
        new OrderEdit(opened(Priority.P3, OrderStatus.TRIAGED), T).pressing(Priority.P2).order();
    assertThat(step(cleared(Priority.P3, pressed, Itself.NEVER, false)).order().status())
        .isEqualTo(OrderStatus.TRIAGED);
  }

  @Test
  void theThirdThatIsGoneWithinItsHoldOffIsOrdered() {
    RuleSpec rule =
        rule(Priority.P3, Merge.ORDER, Optional.of(Duration.ofMinutes(5)), Optional.empty());
    Alarm gone = alarm(Priority.P3, false, false);
    AlarmChange change = AlarmChange.of(AlarmChange.Kind.CLEARED, gone, T);
    for (int times = 0; times < 4; times++) {
      FaultRecord waiting =
          new FaultRecord(Optional.empty(), true, 0, new Itself(times, false, false));
      Class<?> wanted = times < 2 ? OrderDecision.Drop.class : OrderDecision.Open.class;
      assertThat(orders.decide(change, rule, waiting, T))
          .as(times + " before")
          .isInstanceOf(wanted);
      assertThat(orders.due(gone, rule, waiting, T)).as(times + " before").isInstanceOf(wanted);
    }
  }

  /** Nobody repaired anything, so no repair failed. */
  @Test
  void whatComesBackAfterItWasOverByItselfIsNoRepairThatFailed() {
    WorkOrder closed =
        step(cleared(Priority.P3, opened(Priority.P3, OrderStatus.TRIAGED), Itself.NEVER, false))
            .order();
    AlarmChange raised =
        AlarmChange.of(AlarmChange.Kind.RAISED, alarm(Priority.P3, true, false), T);
    for (boolean itself : new boolean[] {true, false}) {
      var known = new FaultRecord(Optional.of(closed), false, 0, new Itself(1, itself, false));
      OrderStep again =
          ((OrderDecision.Attach) orders.decide(raised, at(Priority.P3), known, T)).step();
      assertThat(again.order().status()).isEqualTo(OrderStatus.TRIAGED);
      assertThat(FaultMemory.failed(again)).isEqualTo(!itself);
    }
  }
}
