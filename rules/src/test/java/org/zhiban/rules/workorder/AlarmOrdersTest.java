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
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.OrderSpec.Merge;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.FaultRecord.Itself;
import org.zhiban.rules.workorder.OrderDecision.Reason;

final class AlarmOrdersTest {
  private static final Instant T = Instant.parse("2026-11-21T03:12:00Z");
  private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);

  private final Site site = pump(Map.of(), Set.of());
  private final AlarmOrders orders = new AlarmOrders(site);

  private static Alarm alarm(
      String id, Priority priority, boolean active, int occurrences, Suppression suppression) {
    return new Alarm(
        id,
        "pump",
        "dry",
        "",
        priority,
        false,
        active,
        false,
        false,
        suppression,
        Quality.GOOD,
        new LocalizedText("无水", "dry"),
        occurrences,
        Map.of("flow", 0.2),
        T.minusSeconds(30),
        T,
        active ? Optional.empty() : Optional.of(T.plusSeconds(20)),
        Optional.empty(),
        Optional.empty());
  }

  private static AlarmChange step(AlarmChange.Kind kind, Alarm alarm) {
    return AlarmChange.of(kind, alarm, T);
  }

  private static AlarmChange raised(String id, Priority priority) {
    return step(AlarmChange.Kind.RAISED, alarm(id, priority, true, 1, Suppression.NONE));
  }

  private static FaultRecord known(WorkOrder order) {
    return new FaultRecord(Optional.of(order), false, 0, Itself.NEVER);
  }

  private WorkOrder opened(RuleSpec rule, String alarm) {
    OrderDecision decision = orders.decide(raised(alarm, Priority.P2), rule, FaultRecord.NONE, T);
    assertThat(decision).isInstanceOf(OrderDecision.Open.class);
    return ((OrderDecision.Open) decision).draft().numbered("WX-20261121-001").order();
  }

  private static WorkOrder in(WorkOrder order, OrderStatus status) {
    return new OrderEdit(order, T).status(status).order();
  }

  @Test
  void anAlarmOpensAnOrderWithItsEvidenceAndClocks() {
    WorkOrder order = opened(rule(Priority.P2, Merge.ORDER, AT_ONCE, Optional.empty()), "a1");
    assertThat(order.id()).isEqualTo("WX-20261121-001");
    assertThat(order.status()).isEqualTo(OrderStatus.TRIAGED);
    assertThat(order.title().zh()).isEqualTo("水泵：无水");
    assertThat(order.fault()).contains("pump/dry");
    var evidence = order.evidence().orElseThrow();
    assertThat(evidence.from()).isEqualTo(T.minusSeconds(30).minus(Duration.ofMinutes(15)));
    assertThat(evidence.to()).isEqualTo(T.plus(Duration.ofMinutes(15)));
    assertThat(evidence.points()).containsExactly(new PointRef("pump", "flow"));
    assertThat(evidence.rule()).startsWith("dry:");
    assertThat(order.clocks())
        .extracting(c -> c.name() + " " + Duration.between(T, c.dueAt()))
        .containsExactlyInAnyOrder(
            "forward PT10M", "respond PT15M", "resolve PT48H", "arrive PT30M");
  }

  @ParameterizedTest(name = "{0} waits {1}")
  @CsvSource({"P2, PT1M", "P3, PT5M", "P4, PT24H"})
  void theHoldOffFollowsThePriority(Priority priority, Duration wait) {
    RuleSpec rule = rule(priority, Merge.ORDER, Optional.empty(), Optional.empty());
    assertThat(orders.decide(raised("a1", priority), rule, FaultRecord.NONE, T))
        .isEqualTo(
            new OrderDecision.Wait(
                new org.zhiban.model.workorder.PendingOrder("a1", T.plus(wait))));
  }

  @Test
  void p1WaitsForNothing() {
    RuleSpec rule = rule(Priority.P1, Merge.ORDER, Optional.empty(), Optional.empty());
    assertThat(orders.decide(raised("a1", Priority.P1), rule, FaultRecord.NONE, T))
        .isInstanceOf(OrderDecision.Open.class);
  }

  @Test
  void aRepeatAttachesToTheOpenOrderAndResetsNoClock() {
    RuleSpec rule = rule(Priority.P2, Merge.ORDER, AT_ONCE, Optional.empty());
    WorkOrder order = opened(rule, "a1");
    var decision = orders.decide(raised("a2", Priority.P2), rule, known(order), T.plusSeconds(600));
    WorkOrder after = ((OrderDecision.Attach) decision).step().order();
    assertThat(after.occurrences()).isEqualTo(2);
    assertThat(after.alarms()).containsExactly("a1", "a2");
    assertThat(after.clocks()).isEqualTo(order.clocks());
    assertThat(after.version()).isEqualTo(order.version() + 1);
  }

  @Test
  void theSameHappeningIsNotCountedTwice() {
    RuleSpec rule = rule(Priority.P2, Merge.ORDER, AT_ONCE, Optional.empty());
    WorkOrder order = opened(rule, "a1");
    assertThat(orders.decide(raised("a1", Priority.P2), rule, known(order), T))
        .isEqualTo(new OrderDecision.Nothing(Reason.ALREADY_ATTACHED));
  }

  @Test
  void anAlarmThatBecomesWorseMakesItsOrderPressMore() {
    RuleSpec rule = rule(Priority.P2, Merge.ORDER, AT_ONCE, Optional.empty());
    WorkOrder order = opened(rule, "a1");
    assertThat(order.priority()).contains(Priority.P2);
    Alarm worse = alarm("a1", Priority.P1, true, 1, Suppression.NONE);
    var decision = orders.decide(step(AlarmChange.Kind.ESCALATED, worse), rule, known(order), T);
    WorkOrder pressing = ((OrderDecision.Attach) decision).step().order();
    assertThat(pressing.priority()).contains(Priority.P1);
    assertThat(pressing.occurrences()).isEqualTo(1);
    Alarm milder = alarm("a2", Priority.P3, true, 1, Suppression.NONE);
    var repeat = orders.decide(step(AlarmChange.Kind.RAISED, milder), rule, known(pressing), T);
    assertThat(((OrderDecision.Attach) repeat).step().order().priority()).contains(Priority.P1);
  }

  @Test
  void aRepeatOfAStandingAlarmCountsAsAnOccurrence() {
    RuleSpec rule = rule(Priority.P1, Merge.NEVER, AT_ONCE, Optional.empty());
    WorkOrder order = opened(rule, "a1");
    Alarm again = alarm("a1", Priority.P1, true, 2, Suppression.NONE);
    var decision = orders.decide(step(AlarmChange.Kind.REPEATED, again), rule, known(order), T);
    assertThat(((OrderDecision.Attach) decision).step().order().occurrences()).isEqualTo(2);
  }

  @Test
  void whereNothingIsMergedEachAlarmIsAFaultOfItsOwn() {
    RuleSpec rule = rule(Priority.P1, Merge.NEVER, AT_ONCE, Optional.empty());
    assertThat(AlarmOrders.fault(alarm("a1", Priority.P1, true, 1, Suppression.NONE), rule))
        .isNotEqualTo(AlarmOrders.fault(alarm("a2", Priority.P1, true, 1, Suppression.NONE), rule));
  }

  @ParameterizedTest
  @EnumSource(
      value = OrderStatus.class,
      names = {"VERIFY", "VISIT"})
  void aRepeatDuringProofOpensTheOrderAgain(OrderStatus status) {
    RuleSpec rule = rule(Priority.P2, Merge.INCIDENT, AT_ONCE, Optional.empty());
    WorkOrder order = in(opened(rule, "a1"), status);
    var decision = orders.decide(raised("a2", Priority.P2), rule, known(order), T);
    assertThat(((OrderDecision.Attach) decision).step().order().status())
        .isEqualTo(OrderStatus.TRIAGED);
  }

  @Test
  void aClosedOrderIsOpenedAgainForTheSameFailureButNotForANewIncident() {
    RuleSpec same = rule(Priority.P2, Merge.ORDER, AT_ONCE, Optional.empty());
    WorkOrder closed = in(opened(same, "a1"), OrderStatus.CLOSED);
    var reopened = orders.decide(raised("a2", Priority.P2), same, known(closed), T);
    assertThat(((OrderDecision.Attach) reopened).step().order().closedAt()).isEmpty();
    RuleSpec incident = rule(Priority.P2, Merge.INCIDENT, AT_ONCE, Optional.empty());
    assertThat(orders.decide(raised("a2", Priority.P2), incident, known(closed), T))
        .isInstanceOf(OrderDecision.Open.class);
  }

  @ParameterizedTest(name = "{0} that cleared itself: order {1}")
  @CsvSource({"P1, true", "P2, true", "P3, false", "P4, false"})
  void whatClearedItselfIsLookedAtOnlyWhereItMattered(Priority priority, boolean ordered) {
    RuleSpec rule =
        rule(priority, Merge.ORDER, Optional.of(Duration.ofMinutes(1)), Optional.empty());
    Alarm gone = alarm("a1", priority, false, 1, Suppression.NONE);
    FaultRecord waiting = new FaultRecord(Optional.empty(), true, 0, Itself.NEVER);
    OrderDecision cleared = orders.decide(step(AlarmChange.Kind.CLEARED, gone), rule, waiting, T);
    assertThat(cleared instanceof OrderDecision.Drop).isEqualTo(!ordered);
    assertThat(orders.due(gone, rule, waiting, T.plusSeconds(60)) instanceof OrderDecision.Open)
        .isEqualTo(ordered);
  }

  @Test
  void aSuppressedAlarmMakesNoOrder() {
    RuleSpec rule = rule(Priority.P2, Merge.ORDER, AT_ONCE, Optional.empty());
    Alarm suppressed = alarm("a1", Priority.P2, true, 1, new Suppression.ByDesign("mains/lost"));
    assertThat(orders.decide(step(AlarmChange.Kind.RAISED, suppressed), rule, FaultRecord.NONE, T))
        .isEqualTo(new OrderDecision.Nothing(Reason.SUPPRESSED));
  }

  @Test
  void aCountIsWaitedForWhereTheRuleSaysSo() {
    RuleSpec rule =
        rule(
            Priority.P2,
            Merge.ORDER,
            AT_ONCE,
            Optional.of(new OrderSpec.Occurrences(2, Duration.ofHours(24))));
    assertThat(orders.decide(raised("a1", Priority.P2), rule, FaultRecord.NONE, T))
        .isEqualTo(new OrderDecision.Nothing(Reason.TOO_FEW_OCCURRENCES));
    assertThat(
            orders.decide(
                raised("a2", Priority.P2),
                rule,
                new FaultRecord(Optional.empty(), false, 1, Itself.NEVER),
                T))
        .isInstanceOf(OrderDecision.Open.class);
  }
}
