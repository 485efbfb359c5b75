package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;

/** When the promises of an order begin, end, and begin anew. */
final class ClocksTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Actor LI = new Actor("li", Set.of(Role.TECHNICIAN));
  private static final Actor ZHAO = new Actor("zhao", Set.of(Role.SUPERVISOR));
  private static final Actor SUN = new Actor("sun", Set.of(Role.DESK));
  private static final Map<String, String> REASON = Map.of("reason", "why");

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
            Map.of())
        .draft(site, "sun", T)
        .numbered("WX-20261120-001")
        .order();
  }

  private WorkOrder done(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields, int minute) {
    OrderOutcome outcome =
        actions.apply(order, action, actor, fields, OtherOrders.NONE, at(minute));
    assertThat(outcome).as(action + " by " + actor.user()).isInstanceOf(OrderOutcome.Done.class);
    return ((OrderOutcome.Done) outcome).step().order();
  }

  private static Instant at(int minute) {
    return T.plus(Duration.ofMinutes(minute));
  }

  private WorkOrder completed() {
    WorkOrder order = done(report(), OrderAction.DISPATCH, ZHAO, Map.of("assignee", "li"), 1);
    order = done(order, OrderAction.ACCEPT, LI, Map.of(), 2);
    order = done(order, OrderAction.START, LI, Map.of(), 10);
    return done(order, OrderAction.COMPLETE, LI, Map.of("cause", "c", "action_taken", "a"), 40);
  }

  private static List<Clock> named(WorkOrder order, String name) {
    return order.clocks().stream().filter(clock -> clock.name().equals(name)).toList();
  }

  private static List<String> going(WorkOrder order) {
    return order.clocks().stream()
        .filter(Clock::going)
        .map(clock -> clock.name() + " " + clock.cycle())
        .sorted()
        .toList();
  }

  @Test
  void nothingRunsOnAnOrderThatEndedWithoutTheWork() {
    for (OrderAction end : List.of(OrderAction.CANCEL, OrderAction.REJECT)) {
      WorkOrder order = done(report(), end, ZHAO, REASON, 20);
      assertThat(going(order)).isEmpty();
      assertThat(named(order, "forward"))
          .extracting(Clock::state)
          .containsExactly(Clock.State.BREACHED);
      assertThat(named(order, "respond"))
          .extracting(Clock::state)
          .containsExactly(Clock.State.ENDED);
      assertThat(named(order, "resolve").getFirst().elapsed()).isEqualTo(Duration.ofMinutes(20));
    }
  }

  @Test
  void verificationIsPromisedFromTheCompletionOn() {
    assertThat(named(report(), "verify")).isEmpty();
    WorkOrder order = completed();
    assertThat(named(order, "verify"))
        .containsExactly(Clock.started("verify", 1, at(40), at(40).plus(Duration.ofDays(1))));
    order = done(order, OrderAction.VERIFY, ZHAO, Map.of(), 50);
    assertThat(named(order, "verify")).extracting(Clock::state).containsExactly(Clock.State.MET);
    assertThat(going(order)).containsExactly("visit 1");
  }

  @Test
  void anOrderThatIsReopenedMakesItsPromisesAnew() {
    WorkOrder order = done(completed(), OrderAction.REOPEN, ZHAO, REASON, 3 * 24 * 60);
    assertThat(going(order)).containsExactly("progress_call 2", "resolve 2", "respond 2");
    assertThat(named(order, "resolve").getLast().dueAt())
        .isEqualTo(at(3 * 24 * 60).plus(Duration.ofDays(1)));
    assertThat(named(order, "resolve").getFirst().state()).isEqualTo(Clock.State.MET);
    assertThat(named(order, "verify"))
        .extracting(Clock::state)
        .as("it was looked at, two days late")
        .containsExactly(Clock.State.BREACHED);
    order = done(order, OrderAction.ACCEPT, LI, Map.of(), 3 * 24 * 60 + 31);
    assertThat(named(order, "respond"))
        .extracting(Clock::state)
        .containsExactly(Clock.State.MET, Clock.State.BREACHED);
    order = done(order, OrderAction.START, LI, Map.of(), 3 * 24 * 60 + 32);
    order =
        done(
            order,
            OrderAction.COMPLETE,
            LI,
            Map.of("cause", "c", "action_taken", "a"),
            3 * 24 * 60 + 40);
    assertThat(going(order)).containsExactly("verify 2");
  }

  @Test
  void anotherUrgencyOrSeverityBringsOtherTargetsAndKeepsWhatElapsed() {
    WorkOrder order =
        done(
            report(),
            OrderAction.TRIAGE,
            ZHAO,
            Map.of("urgency", "urgent", "severity", "moderate"),
            5);
    assertThat(named(order, "respond"))
        .containsExactly(Clock.started("respond", 1, T, T.plus(Duration.ofMinutes(15))));
    assertThat(named(order, "resolve"))
        .containsExactly(Clock.started("resolve", 1, T, T.plus(Duration.ofDays(2))));
    assertThat(named(order, "forward")).isEqualTo(named(report(), "forward"));
    assertThat(named(order, "resolve").getFirst().elapsedAt(at(5)))
        .isEqualTo(Duration.ofMinutes(5));
  }

  private WorkOrder serious() {
    return done(report(), OrderAction.TRIAGE, ZHAO, Map.of("severity", "serious"), 5);
  }

  @Test
  void aSeriousFaultPromisesAPlanAndABeginningInThePlaceOfItsEndR14() {
    WorkOrder order = serious();
    assertThat(named(order, "resolve")).extracting(Clock::state).containsExactly(Clock.State.ENDED);
    assertThat(named(order, "plan_and_start"))
        .containsExactly(Clock.started("plan_and_start", 1, T, T.plus(Duration.ofDays(3))));
    Map<String, String> plan = Map.of("plan", "a new shaft");
    WorkOrder planned = done(order, OrderAction.PLAN_RECORDED, ZHAO, plan, 10);
    assertThat(named(planned, "plan_and_start").getFirst().going()).isTrue();
    assertThat(planned.remedy().plan().orElseThrow().text()).isEqualTo("a new shaft");
    planned = done(planned, OrderAction.DISPATCH, ZHAO, Map.of("assignee", "li"), 11);
    planned = done(planned, OrderAction.ACCEPT, LI, Map.of(), 12);
    planned = done(planned, OrderAction.START, LI, Map.of(), 13);
    assertThat(named(planned, "plan_and_start"))
        .extracting(Clock::state)
        .containsExactly(Clock.State.MET);

    WorkOrder begun = done(order, OrderAction.DISPATCH, ZHAO, Map.of("assignee", "li"), 11);
    begun = done(begun, OrderAction.ACCEPT, LI, Map.of(), 12);
    begun = done(begun, OrderAction.START, LI, Map.of(), 13);
    assertThat(named(begun, "plan_and_start").getFirst().going()).isTrue();
    begun = done(begun, OrderAction.PLAN_RECORDED, LI, plan, 72 * 60 + 1);
    assertThat(named(begun, "plan_and_start"))
        .extracting(Clock::state)
        .as("a minute late")
        .containsExactly(Clock.State.BREACHED);
  }

  @Test
  void anOrderThatIsNotSeriousWantsNoPlan() {
    OrderOutcome outcome =
        actions.apply(
            report(), OrderAction.PLAN_RECORDED, ZHAO, Map.of("plan", "p"), OtherOrders.NONE, T);
    assertThat(outcome)
        .isEqualTo(
            new OrderOutcome.Refused(new OrderRefusal.NotPromised(OrderAction.PLAN_RECORDED)));
  }

  @Test
  void theProgressCallIsKeptWithoutCompletingR13() {
    WorkOrder order = done(report(), OrderAction.PROGRESS_CALLED, SUN, Map.of("note", "soon"), 59);
    assertThat(named(order, "progress_call"))
        .extracting(Clock::state)
        .containsExactly(Clock.State.MET);
    assertThat(order.status()).isEqualTo(report().status());
    assertThat(going(order)).containsExactly("forward 1", "resolve 1", "respond 1");
  }

  @Test
  void whatIsMadeSafeIsRepairedOn() {
    WorkOrder order = done(report(), OrderAction.DISPATCH, ZHAO, Map.of("assignee", "li"), 1);
    order = done(order, OrderAction.ACCEPT, LI, Map.of(), 2);
    order =
        OrderBuilder.of(order)
            .clocks(
                List.of(
                    Clock.started("make_safe", 1, T, at(60)), named(order, "resolve").getFirst()))
            .build();
    order = done(order, OrderAction.MADE_SAFE, LI, Map.of(), 60);
    assertThat(named(order, "make_safe")).extracting(Clock::state).containsExactly(Clock.State.MET);
    assertThat(going(order)).containsExactly("resolve 1");
  }

  @Test
  void triageThatChangesNothingMovesNoTarget() {
    WorkOrder order = done(report(), OrderAction.TRIAGE, ZHAO, Map.of("trade", "electric"), 5);
    assertThat(order.clocks()).isEqualTo(report().clocks());
  }
}
