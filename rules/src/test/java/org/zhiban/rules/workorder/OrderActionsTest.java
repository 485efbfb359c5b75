package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.OrderTransition;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;

final class OrderActionsTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Actor LI = new Actor("li", Set.of(Role.TECHNICIAN));
  private static final Actor CHEN = new Actor("chen", Set.of(Role.TECHNICIAN));
  private static final Actor ZHAO = new Actor("zhao", Set.of(Role.SUPERVISOR));
  private static final Actor SUN = new Actor("sun", Set.of(Role.DESK));

  private final Site site = TestSites.pump(Map.of(), Set.of());
  private final OrderActions actions = new OrderActions(site);

  private WorkOrder report() {
    return new HandReport(
            Optional.of("pump"),
            Optional.empty(),
            "leaks",
            Urgency.NORMAL,
            Severity.MINOR,
            "plumbing",
            Map.of("phone", "1380"))
        .draft(site, "sun", T)
        .numbered("WX-20261120-001")
        .order();
  }

  private WorkOrder done(
      WorkOrder order,
      OrderAction action,
      Actor actor,
      Map<String, String> fields,
      Duration later) {
    OrderOutcome outcome =
        actions.apply(order, action, actor, fields, OtherOrders.NONE, T.plus(later));
    assertThat(outcome).as(action + " by " + actor.user()).isInstanceOf(OrderOutcome.Done.class);
    return ((OrderOutcome.Done) outcome).step().order();
  }

  private OrderRefusal refused(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields) {
    OrderOutcome outcome = actions.apply(order, action, actor, fields, OtherOrders.NONE, T);
    assertThat(outcome).isInstanceOf(OrderOutcome.Refused.class);
    return ((OrderOutcome.Refused) outcome).reason();
  }

  private WorkOrder completed() {
    WorkOrder order =
        done(report(), OrderAction.TRIAGE, SUN, Map.of("severity", "moderate"), Duration.ZERO);
    order =
        done(order, OrderAction.DISPATCH, ZHAO, Map.of("assignee", "li"), Duration.ofMinutes(5));
    order = done(order, OrderAction.ACCEPT, LI, Map.of(), Duration.ofMinutes(8));
    order = done(order, OrderAction.ARRIVE, LI, Map.of(), Duration.ofMinutes(20));
    order = done(order, OrderAction.START, LI, Map.of(), Duration.ofMinutes(21));
    return done(
        order,
        OrderAction.COMPLETE,
        LI,
        Map.of("cause", "gland", "action_taken", "repacked"),
        Duration.ofMinutes(50));
  }

  @Test
  void anOrderGoesItsWayFromReportToClosing() {
    WorkOrder order = done(completed(), OrderAction.VERIFY, ZHAO, Map.of(), Duration.ofMinutes(60));
    assertThat(order.status()).isEqualTo(OrderStatus.VISIT);
    order = done(order, OrderAction.VISIT, SUN, Map.of("satisfaction", "5"), Duration.ofHours(5));
    assertThat(order.status()).isEqualTo(OrderStatus.CLOSED);
    assertThat(order.closedAt()).contains(T.plus(Duration.ofHours(5)));
    assertThat(order.clocks()).allMatch(clock -> clock.state() == Clock.State.MET);
  }

  @Test
  void nobodyVerifiesHisOwnWork() {
    Actor both = new Actor("li", Set.of(Role.TECHNICIAN, Role.SUPERVISOR));
    assertThat(refused(completed(), OrderAction.VERIFY, both, Map.of()))
        .isEqualTo(new OrderRefusal.OwnWork("li"));
  }

  @Test
  void onlyTheAssigneeOrSomebodyInHisNameAccepts() {
    WorkOrder order =
        done(report(), OrderAction.DISPATCH, ZHAO, Map.of("assignee", "li"), Duration.ZERO);
    assertThat(refused(order, OrderAction.ACCEPT, CHEN, Map.of()))
        .isEqualTo(new OrderRefusal.NotTheAssignee("li"));
    var byRadio =
        (OrderOutcome.Done)
            actions.apply(order, OrderAction.ACCEPT, ZHAO, Map.of(), OtherOrders.NONE, T);
    assertThat(byRadio.step().change().onBehalfOf()).contains("li");
  }

  @Test
  void aPauseStopsTheClockOfResolvingAndGoesOnWithWhatWasLeft() {
    WorkOrder order =
        done(report(), OrderAction.DISPATCH, ZHAO, Map.of("assignee", "li"), Duration.ZERO);
    order = done(order, OrderAction.ACCEPT, LI, Map.of(), Duration.ofMinutes(1));
    order =
        done(order, OrderAction.GRANT_HOLD, ZHAO, Map.of("reason", "parts"), Duration.ofHours(1));
    assertThat(clock(order, "resolve").state()).isEqualTo(Clock.State.PAUSED);
    order = done(order, OrderAction.RESUME, LI, Map.of(), Duration.ofHours(10));
    assertThat(clock(order, "resolve").dueAt()).isEqualTo(T.plus(Duration.ofHours(24 + 9)));
    order =
        done(
            order, OrderAction.GRANT_HOLD, ZHAO, Map.of("reason", "weather"), Duration.ofHours(12));
    order = done(order, OrderAction.RESUME, LI, Map.of(), Duration.ofHours(15));
    assertThat(clock(order, "resolve").dueAt()).isEqualTo(T.plus(Duration.ofHours(24 + 9 + 3)));
    assertThat(clock(order, "resolve").elapsedAt(T.plus(Duration.ofHours(16))))
        .isEqualTo(Duration.ofHours(1 + 2 + 1));
  }

  private static Clock clock(WorkOrder order, String name) {
    return order.clocks().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aLateStepBreachesItsClock() {
    WorkOrder order =
        done(
            report(), OrderAction.DISPATCH, ZHAO, Map.of("assignee", "li"), Duration.ofMinutes(11));
    assertThat(clock(order, "forward").state()).isEqualTo(Clock.State.BREACHED);
  }

  @Test
  void aReturnVisitIsPromisedForTheNextWorkingDay() {
    WorkOrder order = done(completed(), OrderAction.VERIFY, ZHAO, Map.of(), Duration.ofHours(1));
    // 2026-11-20 is a Friday.
    assertThat(clock(order, "visit").dueAt())
        .isEqualTo(T.plus(Duration.ofHours(1)).plus(Duration.ofDays(3)));
  }

  @Test
  void fieldsAreAskedForAndUnknownOnesRefused() {
    assertThat(refused(report(), OrderAction.DISPATCH, ZHAO, Map.of()))
        .isInstanceOf(OrderRefusal.WrongField.class);
    for (String other : java.util.List.of("wang", "sun")) {
      assertThat(refused(report(), OrderAction.DISPATCH, ZHAO, Map.of("assignee", other)))
          .as("who cannot accept it")
          .isInstanceOf(OrderRefusal.WrongField.class);
    }
    assertThat(refused(report(), OrderAction.DISPATCH, ZHAO, Map.of("assignee", "nobody")))
        .isInstanceOf(OrderRefusal.WrongField.class);
    assertThat(refused(report(), OrderAction.TRIAGE, SUN, Map.of("severity", "huge")))
        .isInstanceOf(OrderRefusal.WrongField.class);
    assertThat(refused(report(), OrderAction.TRIAGE, SUN, Map.of("sevrity", "minor")))
        .isInstanceOf(OrderRefusal.WrongField.class);
  }

  @Test
  void everyActionOfTheTableSaysWhatItWants() {
    assertThat(OrderTransition.TABLE)
        .extracting(OrderTransition::action)
        .contains(OrderAction.values());
  }
}
