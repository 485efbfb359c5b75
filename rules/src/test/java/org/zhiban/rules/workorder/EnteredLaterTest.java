package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;

/** Steps that are entered afterwards with their true time [R12] [R15]. */
final class EnteredLaterTest {
  private static final Instant OPENED = Instant.parse("2026-11-20T02:00:00Z");
  private static final Instant STEP_BEFORE = OPENED.plus(Duration.ofMinutes(5));
  private static final Instant NOW = OPENED.plus(Duration.ofDays(8));
  private static final Actor LI = new Actor("li", Set.of(Role.TECHNICIAN));
  private static final Actor ZHAO = new Actor("zhao", Set.of(Role.SUPERVISOR));

  private final OrderActions actions = new OrderActions(TestSites.pump(Map.of(), Set.of()));

  private WorkOrder dispatched() {
    WorkOrder order =
        new HandReport(
                Optional.of("pump"),
                Optional.empty(),
                "leaks",
                Urgency.NORMAL,
                Severity.MINOR,
                "plumbing",
                Map.of())
            .draft(TestSites.pump(Map.of(), Set.of()), "sun", OPENED)
            .numbered("WX-20261120-001")
            .order();
    return step(order, OrderAction.DISPATCH, ZHAO, Map.of("assignee", "li"), STEP_BEFORE).order();
  }

  private OrderStep step(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields, Instant now) {
    return ((OrderOutcome.Done) taken(order, action, actor, fields, now)).step();
  }

  private OrderOutcome taken(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields, Instant now) {
    OtherOrders others =
        new OtherOrders.Alone() {
          @Override
          public Optional<Instant> lastStep(String number) {
            return Optional.of(STEP_BEFORE);
          }
        };
    return actions.apply(order, action, actor, fields, others, now);
  }

  @Test
  void aStepCountsFromItsTrueTimeAndSaysThatItWasEnteredLater() {
    Instant then = OPENED.plus(Duration.ofMinutes(20));
    Instant entered = OPENED.plus(Duration.ofHours(3));
    OrderStep step =
        step(dispatched(), OrderAction.ACCEPT, LI, Map.of("at", then.toString()), entered);
    assertThat(step.change().time()).isEqualTo(then);
    assertThat(step.change().enteredAt()).contains(entered);
    assertThat(step.change().note()).isEmpty();
    assertThat(step.order().updatedAt()).isEqualTo(entered);
    assertThat(respond(step.order())).isEqualTo(Clock.State.MET);

    OrderStep late = step(dispatched(), OrderAction.ACCEPT, LI, Map.of(), entered);
    assertThat(late.change().time()).isEqualTo(entered);
    assertThat(late.change().enteredAt()).isEmpty();
    assertThat(respond(late.order())).isEqualTo(Clock.State.BREACHED);
  }

  private static Clock.State respond(WorkOrder order) {
    return order.clocks().stream()
        .filter(clock -> clock.name().equals("respond"))
        .findFirst()
        .orElseThrow()
        .state();
  }

  /**
   * Seven days back from the present is the 21st at 02:00; the step before was at 02:05 on the
   * 20th.
   */
  @ParameterizedTest
  @CsvSource({
    "2026-11-28T02:00:00Z,      true",
    "2026-11-28T02:00:00.001Z,  false",
    "2026-11-21T02:00:00Z,      true",
    "2026-11-21T10:00:00+08:00, true",
    "2026-11-21T01:59:59.999Z,  false",
    "yesterday,                 false",
    "2026-11-27,                false",
    "2026-11-27T10:00:00,       false"
  })
  void itLiesWithinTheTimeThatTheSiteAllows(String at, boolean done) {
    assertThat(taken(dispatched(), OrderAction.ACCEPT, LI, Map.of("at", at), NOW))
        .isInstanceOf(done ? OrderOutcome.Done.class : OrderOutcome.Refused.class);
  }

  @Test
  void itIsNotBeforeTheStepBefore() {
    Instant now = OPENED.plus(Duration.ofHours(1));
    assertThat(
            taken(
                dispatched(),
                OrderAction.ACCEPT,
                LI,
                Map.of("at", STEP_BEFORE.minusMillis(1).toString()),
                now))
        .isInstanceOfSatisfying(
            OrderOutcome.Refused.class,
            no ->
                assertThat(no.reason())
                    .isInstanceOfSatisfying(
                        OrderRefusal.WrongField.class,
                        it -> assertThat(it.field()).isEqualTo("at")));
    assertThat(
            taken(dispatched(), OrderAction.ACCEPT, LI, Map.of("at", STEP_BEFORE.toString()), now))
        .isInstanceOf(OrderOutcome.Done.class);
  }

  @Test
  void whoDispatchesOrVerifiesDoesSoNow() {
    assertThat(
            taken(
                dispatched(),
                OrderAction.DISPATCH,
                ZHAO,
                Map.of("assignee", "chen", "at", STEP_BEFORE.toString()),
                NOW))
        .isInstanceOf(OrderOutcome.Refused.class);
  }
}
