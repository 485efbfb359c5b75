package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Responsible;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;

/** Who may end an order: never who did it, and for some orders one person alone. */
final class EndersTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Actor LI = new Actor("li", Set.of(Role.TECHNICIAN));
  private static final Actor ZHAO = new Actor("zhao", Set.of(Role.SUPERVISOR));
  private static final Actor MA = new Actor("ma", Set.of(Role.SUPERVISOR));
  private static final Actor WANG = new Actor("wang", Set.of(Role.MANAGER));
  private static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN));
  private static final Map<String, String> DONE = Map.of("cause", "c", "action_taken", "a");

  private static final Site NAMELESS = TestSites.pump(Map.of(), Set.of());
  private static final Site NAMED =
      TestSites.pump(
          Map.of(), Set.of(), new Responsible(List.of("chen"), List.of("ma"), List.of("sun")));

  private static WorkOrder order(OrderSource source, OrderStatus status, String trade) {
    return new OrderBuilder("WX-20261120-001", source, T)
        .status(status)
        .title(LocalizedText.same("order"))
        .trade(trade)
        .build();
  }

  private static WorkOrder waiting(Optional<Priority> priority, String trade, String... doers) {
    return OrderBuilder.of(order(OrderSource.ALARM, OrderStatus.VERIFY, trade))
        .priority(priority)
        .doers(List.of(doers))
        .build();
  }

  private static WorkOrder done(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields) {
    OrderOutcome outcome =
        new OrderActions(NAMELESS).apply(order, action, actor, fields, OtherOrders.NONE, T);
    assertThat(outcome).as(action + " by " + actor).isInstanceOf(OrderOutcome.Done.class);
    return ((OrderOutcome.Done) outcome).step().order();
  }

  private static Optional<OrderRefusal> refusal(
      Site site, WorkOrder order, OrderAction action, Actor actor) {
    Map<String, String> fields =
        action == OrderAction.CANCEL || action == OrderAction.REJECT
            ? Map.of("reason", "why")
            : Map.of();
    OrderActions actions = new OrderActions(site);
    Optional<OrderRefusal> refused =
        actions.apply(order, action, actor, fields, OtherOrders.NONE, T)
                instanceof OrderOutcome.Refused(var reason)
            ? Optional.of(reason)
            : Optional.empty();
    assertThat(actions.allowed(order, actor, T).stream().anyMatch(it -> it.action() == action))
        .isEqualTo(refused.isEmpty());
    return refused;
  }

  /** The work goes from hand to hand before it is verified. */
  @Test
  void everybodyWhoHadAHandInTheWorkIsOnRecordAndVerifiesNothingOfIt() {
    WorkOrder order = order(OrderSource.PLAN, OrderStatus.TRIAGED, "plumbing");
    order = done(order, OrderAction.DISPATCH, WANG, Map.of("assignee", "li"));
    order = done(order, OrderAction.ACCEPT, LI, Map.of());
    order = done(order, OrderAction.START, ZHAO, Map.of());
    order = done(order, OrderAction.COMPLETE, MA, DONE);
    assertThat(order.doers()).containsExactly("li", "zhao", "ma");
    for (Actor doer : List.of(ZHAO, MA)) {
      assertThat(refusal(NAMELESS, order, OrderAction.VERIFY, doer))
          .contains(new OrderRefusal.OwnWork(doer.user()));
    }
    assertThat(refusal(NAMELESS, order, OrderAction.VERIFY, WANG)).isEmpty();
  }

  @Test
  void whoDidItFirstDoesNotVerifyWhatAnotherDidAgain() {
    WorkOrder order = order(OrderSource.PLAN, OrderStatus.TRIAGED, "plumbing");
    order = done(order, OrderAction.DISPATCH, WANG, Map.of("assignee", "zhao"));
    order = done(order, OrderAction.ACCEPT, ZHAO, Map.of());
    order = done(order, OrderAction.START, ZHAO, Map.of());
    order = done(order, OrderAction.COMPLETE, ZHAO, DONE);
    order = done(order, OrderAction.REOPEN, WANG, Map.of("reason", "leaks"));
    order = done(order, OrderAction.DISPATCH, WANG, Map.of("assignee", "li"));
    order = done(order, OrderAction.ACCEPT, LI, Map.of());
    order = done(order, OrderAction.START, LI, Map.of());
    order = done(order, OrderAction.COMPLETE, LI, DONE);
    assertThat(refusal(NAMELESS, order, OrderAction.VERIFY, ZHAO))
        .contains(new OrderRefusal.OwnWork("zhao"));
  }

  /** The wrong button, or ill today: it is taken back before he did anything of it. */
  @Test
  void toWhomItWasDispatchedByMistakeDidNoneOfItOnceAnotherHasIt() {
    WorkOrder order = order(OrderSource.PLAN, OrderStatus.TRIAGED, "plumbing");
    order = done(order, OrderAction.DISPATCH, WANG, Map.of("assignee", "zhao"));
    assertThat(order.hands()).containsExactly("zhao");
    order = done(order, OrderAction.DISPATCH, WANG, Map.of("assignee", "li"));
    order = done(order, OrderAction.ACCEPT, LI, Map.of());
    order = done(order, OrderAction.START, LI, Map.of());
    order = done(order, OrderAction.COMPLETE, LI, DONE);
    assertThat(order.doers()).containsExactly("li");
    assertThat(order.asked()).containsExactly("zhao", "li");
    assertThat(refusal(NAMELESS, order, OrderAction.VERIFY, ZHAO)).isEmpty();
  }

  /** Completed by radio for another, then given to him to look at: he has it in his hands. */
  @Test
  void whoHasItNowVerifiesNothingOfItThoughHeNeverTookIt() {
    WorkOrder order =
        OrderBuilder.of(waiting(Optional.empty(), "plumbing", "li"))
            .assignee(Optional.of("zhao"))
            .build();
    assertThat(refusal(NAMELESS, order, OrderAction.VERIFY, ZHAO))
        .contains(new OrderRefusal.OwnWork("zhao"));
  }

  /** By radio: the operator presses the button, the person on the spot does the work. */
  @Test
  void whoIsNamedDidTheWorkAndWhoAcceptedInHisNameDidNot() {
    Actor radio = new Actor("wang", Set.of(Role.OPERATOR, Role.MANAGER));
    WorkOrder order = order(OrderSource.PLAN, OrderStatus.DISPATCHED, "plumbing");
    order = done(order, OrderAction.ACCEPT, radio, Map.of("on_behalf_of", "zhao"));
    order = done(order, OrderAction.START, ZHAO, Map.of("on_behalf_of", "ma"));
    assertThat(order.doers()).containsExactly("zhao", "ma");
  }

  @Test
  void nobodyAsksTheCustomerAfterHisOwnWork() {
    WorkOrder order =
        OrderBuilder.of(order(OrderSource.REPORT, OrderStatus.VISIT, "plumbing"))
            .doers(List.of("wang"))
            .build();
    assertThat(refusal(NAMELESS, order, OrderAction.VISIT, WANG))
        .contains(new OrderRefusal.OwnWork("wang"));
    assertThat(refusal(NAMELESS, order, OrderAction.VISIT, new Actor("sun", Set.of(Role.DESK))))
        .isEmpty();
  }

  @Test
  void whereNobodyIsNamedTheManagerAnswersForP1LiftsAndFire() {
    for (WorkOrder order :
        List.of(
            waiting(Optional.of(Priority.P1), "plumbing", "li"),
            waiting(Optional.empty(), "plumbing", "li"),
            waiting(Optional.of(Priority.P3), "elevator", "li"),
            waiting(Optional.of(Priority.P3), "fire", "li"))) {
      for (Actor other : List.of(ZHAO, MA, ADMIN)) {
        assertThat(refusal(NAMELESS, order, OrderAction.VERIFY, other))
            .get()
            .isInstanceOf(OrderRefusal.NotResponsible.class);
      }
      assertThat(refusal(NAMELESS, order, OrderAction.VERIFY, WANG)).isEmpty();
    }
    assertThat(
            refusal(
                NAMELESS,
                waiting(Optional.of(Priority.P2), "plumbing", "li"),
                OrderAction.VERIFY,
                ZHAO))
        .isEmpty();
  }

  @Test
  void whoIsNamedAnswersAloneWhateverHisRole() {
    WorkOrder p1 = waiting(Optional.of(Priority.P1), "plumbing", "li");
    assertThat(refusal(NAMED, p1, OrderAction.VERIFY, WANG))
        .contains(new OrderRefusal.NotResponsible(Duty.ENGINEERING, List.of("chen")));
    assertThat(refusal(NAMED, p1, OrderAction.VERIFY, new Actor("chen", Set.of(Role.TECHNICIAN))))
        .isEmpty();
    WorkOrder lift = waiting(Optional.of(Priority.P1), "elevator", "li");
    assertThat(refusal(NAMED, lift, OrderAction.VERIFY, ZHAO))
        .contains(new OrderRefusal.NotResponsible(Duty.LIFT_SAFETY, List.of("ma")));
    assertThat(refusal(NAMED, lift, OrderAction.VERIFY, MA)).isEmpty();
    WorkOrder fire = waiting(Optional.of(Priority.P2), "fire", "li");
    assertThat(refusal(NAMED, fire, OrderAction.VERIFY, new Actor("sun", Set.of(Role.DESK))))
        .isEmpty();
  }

  /** Else an order that its own officer repaired could never be closed. */
  @Test
  void whereAllThatAreNamedDidTheWorkTheNextAboveAnswers() {
    WorkOrder lift = waiting(Optional.of(Priority.P2), "elevator", "ma");
    assertThat(refusal(NAMED, lift, OrderAction.VERIFY, MA))
        .contains(new OrderRefusal.OwnWork("ma"));
    assertThat(refusal(NAMED, lift, OrderAction.VERIFY, ZHAO))
        .contains(new OrderRefusal.NotResponsible(Duty.LIFT_SAFETY, List.of("chen")));
    WorkOrder both = waiting(Optional.of(Priority.P2), "elevator", "ma", "chen");
    assertThat(refusal(NAMED, both, OrderAction.VERIFY, WANG)).isEmpty();
  }

  @Test
  void anOrderForWhichSomebodyAnswersIsNotCancelledPastHim() {
    WorkOrder lift =
        OrderBuilder.of(waiting(Optional.of(Priority.P1), "elevator"))
            .status(OrderStatus.TRIAGED)
            .build();
    for (OrderAction end : List.of(OrderAction.CANCEL, OrderAction.REJECT)) {
      assertThat(refusal(NAMED, lift, end, ZHAO))
          .get()
          .isInstanceOf(OrderRefusal.NotResponsible.class);
      assertThat(refusal(NAMED, lift, end, MA)).isEmpty();
    }
  }
}
