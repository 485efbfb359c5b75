package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Hold;
import org.zhiban.model.workorder.HoldKind;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;

/** A pause has a reason, an end and a longest length, and only the repair waits [R14]. */
final class HoldsTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Actor LI = new Actor("li", Set.of(Role.TECHNICIAN));
  private static final Actor ZHAO = new Actor("zhao", Set.of(Role.SUPERVISOR));

  private final Site site = TestSites.pump(Map.of(), Set.of());
  private final OrderActions actions = new OrderActions(site);
  private final Holds holds = new Holds(site);

  private WorkOrder order() {
    return new OrderBuilder("WX-20261120-001", OrderSource.REPORT, T)
        .status(OrderStatus.IN_PROGRESS)
        .assignee(Optional.of("li"))
        .trade("plumbing")
        .clocks(
            new Clocks(site)
                .opened(
                    new Clocks.Kind(OrderSource.REPORT, Urgency.NORMAL, Severity.MINOR),
                    Map.of(),
                    T))
        .build();
  }

  private OrderOutcome tried(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields, Instant now) {
    return actions.apply(order, action, actor, fields, OtherOrders.NONE, now);
  }

  private OrderStep done(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields, Instant now) {
    OrderOutcome outcome = tried(order, action, actor, fields, now);
    assertThat(outcome).isInstanceOf(OrderOutcome.Done.class);
    return ((OrderOutcome.Done) outcome).step();
  }

  private static Instant hour(int hour) {
    return T.plus(Duration.ofHours(hour));
  }

  @Test
  void whoGrantsWhatWasAskedForSaysNothingAgain() {
    WorkOrder asked =
        done(
                order(),
                OrderAction.REQUEST_HOLD,
                LI,
                Map.of("waiting_for", "parts", "reason", "seal", "until", hour(20).toString()),
                T)
            .order();
    OrderStep granted = done(asked, OrderAction.GRANT_HOLD, ZHAO, Map.of(), hour(1));
    assertThat(granted.order().hold())
        .contains(new Hold(HoldKind.PARTS, Optional.of("seal"), "zhao", hour(1), hour(20)));
    assertThat(granted.change().note()).contains("waiting_for: parts; seal; until: " + hour(20));
  }

  @Test
  void withoutAnEndItLastsForAsLongAsAnyMay() {
    WorkOrder held =
        done(order(), OrderAction.GRANT_HOLD, ZHAO, Map.of("reason", "rain"), T).order();
    assertThat(held.hold())
        .contains(
            new Hold(HoldKind.OTHER, Optional.of("rain"), "zhao", T, T.plus(Duration.ofDays(7))));
  }

  @Test
  void anEndThatIsOverOrTooFarIsRefused() {
    for (String until :
        List.of("tomorrow", T.toString(), T.plus(Duration.ofDays(7)).plusMillis(1).toString())) {
      for (OrderAction action : List.of(OrderAction.GRANT_HOLD, OrderAction.REQUEST_HOLD)) {
        OrderOutcome outcome =
            tried(
                order(),
                action,
                action == OrderAction.GRANT_HOLD ? ZHAO : LI,
                Map.of("reason", "x", "until", until),
                T);
        assertThat(outcome).as(action + " " + until).isInstanceOf(OrderOutcome.Refused.class);
        assertThat(((OrderOutcome.Refused) outcome).reason())
            .isInstanceOfSatisfying(
                OrderRefusal.WrongField.class, it -> assertThat(it.field()).isEqualTo("until"));
      }
    }
  }

  @Property(tries = 300)
  void theOrderGoesOnByItselfAndOnlyTheRepairWaited(
      @ForAll @IntRange(min = 1, max = 168) int hours,
      @ForAll @IntRange(min = 0, max = 400) int looked) {
    WorkOrder held =
        done(
                order(),
                OrderAction.GRANT_HOLD,
                ZHAO,
                Map.of("reason", "rain", "waiting_for", "weather", "until", hour(hours).toString()),
                T)
            .order();
    Optional<OrderStep> over = holds.over(held, hour(looked));
    assertThat(over.isPresent()).isEqualTo(looked >= hours);
    over.ifPresent(
        step -> {
          assertThat(step.order().status()).isEqualTo(OrderStatus.IN_PROGRESS);
          assertThat(step.order().hold()).isEmpty();
          assertThat(step.change().actor()).isEqualTo(OrderDraft.MACHINE);
          assertThat(step.change().note())
              .contains("waiting_for: weather; rain; until: " + hour(hours));
          assertThat(holds.over(step.order(), hour(looked + 200))).isEmpty();
          for (Clock clock : step.order().clocks()) {
            Duration waited =
                clock.name().equals("resolve") ? Duration.ofHours(looked) : Duration.ZERO;
            assertThat(clock.dueAt())
                .as(clock.name())
                .isEqualTo(due(order(), clock.name()).plus(waited));
          }
        });
  }

  private static Instant due(WorkOrder order, String name) {
    return order.clocks().stream()
        .filter(clock -> clock.name().equals(name))
        .findFirst()
        .orElseThrow()
        .dueAt();
  }

  @Test
  void aHoldFromBeforeThereWereEndsEndsToo() {
    WorkOrder old =
        OrderBuilder.of(order()).status(OrderStatus.ON_HOLD).hold(Optional.empty()).build();
    assertThat(holds.over(old, T.plus(Duration.ofDays(7)).minusMillis(1))).isEmpty();
    assertThat(holds.over(old, T.plus(Duration.ofDays(7)))).isPresent();
  }
}
