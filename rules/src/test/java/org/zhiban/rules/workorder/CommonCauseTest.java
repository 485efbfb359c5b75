package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.binary;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** A power cut stops three pumps: one order is worked on, two wait for it, and a rescue never. */
final class CommonCauseTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Instant LATER = T.plusSeconds(600);
  private static final Suppression BY_MAINS = new Suppression.ByDesign("feeder/mains");
  private static final Actor ZHAO = new Actor("zhao", Set.of(Role.SUPERVISOR));

  private final Site site =
      new TestSite()
          .with("feeder", binary("mains"))
          .with("pump", binary("tripped"), binary("flooded"))
          .rules(
              "pump",
              Rule.of("trip").when("tripped"),
              Rule.of("flood").when("flooded").lifeSafety())
          .with("panel", true, binary("smoke"))
          .build();

  private final CommonCause causes = new CommonCause(site);
  private final OrderActions actions = new OrderActions(site);
  private final Map<String, WorkOrder> kept = new HashMap<>();
  private boolean reported;

  private final OtherOrders others =
      new OtherOrders.Alone() {
        @Override
        public Optional<WorkOrder> order(String number) {
          return Optional.ofNullable(kept.get(number));
        }

        @Override
        public boolean reported(WorkOrder order) {
          return reported;
        }
      };

  private WorkOrder keep(OrderBuilder order) {
    WorkOrder built = order.build();
    kept.put(built.id(), built);
    return built;
  }

  private static OrderBuilder order(String number, String fault) {
    return new OrderBuilder("WX-20261120-00" + number, OrderSource.ALARM, T)
        .status(OrderStatus.TRIAGED)
        .equipment(Optional.of(fault.substring(0, fault.indexOf('/'))))
        .fault(Optional.of(fault))
        .title(LocalizedText.same(number))
        .trade("electric")
        .priority(Optional.of(Priority.P3))
        .alarms(List.of("A" + number))
        .clocks(
            List.of(
                Clock.started("respond", 1, T, T.plusSeconds(1800)),
                Clock.started("resolve", 1, T, T.plusSeconds(86_400))));
  }

  private WorkOrder cause(OrderStatus status) {
    return keep(order("1", "feeder/mains").status(status).doers(List.of("li")));
  }

  private WorkOrder pump() {
    return keep(order("2", "pump/trip"));
  }

  private static Alarm alarm(boolean active, Suppression suppression) {
    return new Alarm(
        "A2",
        "pump",
        "trip",
        "",
        Priority.P3,
        false,
        active,
        false,
        false,
        suppression,
        Quality.GOOD,
        LocalizedText.same("trip"),
        1,
        Map.of(),
        T,
        T,
        active ? Optional.empty() : Optional.of(T),
        Optional.empty(),
        Optional.empty());
  }

  private WorkOrder waiting(OrderBuilder pump) {
    return causes
        .found(keep(pump), cause(OrderStatus.DISPATCHED), List.of(alarm(true, BY_MAINS)), others, T)
        .orElseThrow()
        .order();
  }

  private WorkOrder waiting() {
    return waiting(order("2", "pump/trip"));
  }

  private OrderStep next(WorkOrder order, Alarm alarm) {
    return causes.next(order, List.of(alarm), others, LATER).orElseThrow();
  }

  @Test
  void everyPromiseOfItWaitsAndIsCountedOnWhenItGoesOn() {
    WorkOrder waits = waiting();
    assertThat(waits.status()).isEqualTo(OrderStatus.TRIAGED);
    assertThat(waits.cause().orElseThrow().order()).isEqualTo("WX-20261120-001");
    assertThat(waits.cause().orElseThrow().until()).isEqualTo(T.plus(Duration.ofDays(7)));
    assertThat(waits.clocks()).extracting(Clock::state).containsOnly(Clock.State.PAUSED);
    WorkOrder alone = next(waits, alarm(true, Suppression.NONE)).order();
    assertThat(alone.cause()).isEmpty();
    assertThat(alone.clocks()).extracting(Clock::state).containsOnly(Clock.State.RUNNING);
    assertThat(alone.clocks().getFirst().dueAt()).isEqualTo(T.plusSeconds(1800 + 600));
    assertThat(alone.clocks().getFirst().elapsed()).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void onlyWhatNobodyTookOnWaitsAndOnlyForWhatIsWorkedOn(OrderStatus status) {
    boolean untaken =
        Set.of(OrderStatus.REPORTED, OrderStatus.TRIAGED, OrderStatus.DISPATCHED).contains(status);
    List<Alarm> stands = List.of(alarm(true, BY_MAINS));
    WorkOrder pump = keep(order("2", "pump/trip").status(status));
    assertThat(causes.found(pump, cause(OrderStatus.ACCEPTED), stands, others, T).isPresent())
        .isEqualTo(untaken);
    boolean worked = status.open() && status != OrderStatus.VERIFY && status != OrderStatus.VISIT;
    assertThat(causes.found(pump(), cause(status), stands, others, T).isPresent())
        .isEqualTo(worked);
  }

  @Test
  void whatPressesIsNeverMadeToWaitByAMachineOrAPerson() {
    WorkOrder cause = cause(OrderStatus.ACCEPTED);
    List<WorkOrder> never =
        List.of(
            keep(order("2", "pump/trip").priority(Optional.of(Priority.P1))),
            keep(order("3", "pump/flood")),
            keep(order("4", "panel/smoke")),
            keep(order("5", "pump/trip").trade("elevator").urgency(Urgency.URGENT)));
    for (WorkOrder order : never) {
      assertThat(causes.found(order, cause, List.of(alarm(true, BY_MAINS)), others, T)).isEmpty();
      assertThat(refused(order)).isEqualTo(new OrderRefusal.NeverWaits(order.id()));
      assertThat(actions.allowed(order, ZHAO, T))
          .extracting(AllowedAction::action)
          .doesNotContain(OrderAction.PUT_UNDER);
    }
    reported = true;
    WorkOrder called = pump();
    assertThat(causes.found(called, cause, List.of(alarm(true, BY_MAINS)), others, T)).isEmpty();
    assertThat(refused(called)).isEqualTo(new OrderRefusal.CallersWait(called.id()));
  }

  private OrderRefusal refused(WorkOrder order) {
    return ((OrderOutcome.Refused) asked(order, OrderAction.PUT_UNDER, T)).reason();
  }

  private OrderOutcome asked(WorkOrder order, OrderAction action, Instant now) {
    Map<String, String> fields =
        action == OrderAction.PUT_UNDER ? Map.of("under", "WX-20261120-001") : Map.of();
    return actions.apply(order, action, ZHAO, fields, others, now);
  }

  static Stream<Alarm> standingOtherwise() {
    return Stream.of(
        alarm(true, Suppression.NONE),
        alarm(true, new Suppression.Shelved("zhao", "seal", LATER)),
        alarm(false, Suppression.NONE));
  }

  @ParameterizedTest
  @MethodSource("standingOtherwise")
  void theMachineLetsNothingWaitThatStandsByItselfOrIsOver(Alarm alarm) {
    assertThat(causes.found(pump(), cause(OrderStatus.ACCEPTED), List.of(alarm), others, T))
        .isEmpty();
  }

  @Test
  void whatIsOverEndsWithItsCauseByTheMachineWhereItMay() {
    WorkOrder minor = waiting();
    WorkOrder pressing = waiting(order("3", "pump/trip").priority(Optional.of(Priority.P2)));
    assertThat(causes.next(minor, List.of(alarm(false, Suppression.NONE)), others, LATER))
        .as("while it is worked on")
        .isEmpty();
    cause(OrderStatus.CLOSED);
    OrderStep ended = next(minor, alarm(false, Suppression.NONE));
    assertThat(ended.order().status()).isEqualTo(OrderStatus.CLOSED);
    assertThat(ended.order().clocks()).extracting(Clock::state).containsOnly(Clock.State.ENDED);
    assertThat(ended.change().action()).isEqualTo("ended_with");
    assertThat(ended.change().note()).contains("WX-20261120-001");
    WorkOrder verified = next(pressing, alarm(false, Suppression.NONE)).order();
    assertThat(verified.status()).as("a person closes P2").isEqualTo(OrderStatus.VERIFY);
    assertThat(verified.doers()).as("never who repaired the cause").contains("li");
    assertThat(verified.clocks())
        .as("neither kept nor broken, and none runs on")
        .extracting(Clock::state)
        .containsOnly(Clock.State.ENDED);
  }

  @Test
  void whatStillStandsGoesOnByItself() {
    for (OrderStatus end :
        List.of(OrderStatus.CLOSED, OrderStatus.CANCELLED, OrderStatus.REJECTED)) {
      WorkOrder waits = waiting();
      cause(end);
      OrderStep step = next(waits, alarm(true, BY_MAINS));
      assertThat(step.change().action()).isEqualTo("stand_alone");
      assertThat(step.order().status()).isEqualTo(OrderStatus.TRIAGED);
      assertThat(step.order().cause()).isEmpty();
    }
  }

  @Test
  void itGoesOnWhenItBecomesP1OrSomebodyReportsItOrItWaitedTooLong() {
    WorkOrder waits = waiting();
    WorkOrder p1 = OrderBuilder.of(waits).priority(Optional.of(Priority.P1)).build();
    assertThat(next(p1, alarm(true, BY_MAINS)).order().cause()).isEmpty();
    reported = true;
    assertThat(next(waits, alarm(true, BY_MAINS)).order().cause()).isEmpty();
    reported = false;
    Instant until = waits.cause().orElseThrow().until();
    List<Alarm> stands = List.of(alarm(true, BY_MAINS));
    assertThat(causes.next(waits, stands, others, until.minusMillis(1))).isEmpty();
    assertThat(causes.next(waits, stands, others, until)).isPresent();
  }

  @Test
  void itFollowsACauseThatIsMergedAndNoneWaitsInACircle() {
    WorkOrder waits = waiting();
    kept.put("WX-9", OrderBuilder.of(pump()).id("WX-9").build());
    keep(order("1", "feeder/mains").status(OrderStatus.MERGED).mergedInto(Optional.of("WX-9")));
    OrderStep step = next(waits, alarm(true, BY_MAINS));
    assertThat(step.order().cause().orElseThrow().order()).isEqualTo("WX-9");
    kept.put(waits.id(), waits);
    keep(order("1", "feeder/mains").status(OrderStatus.MERGED).mergedInto(Optional.of(waits.id())));
    assertThat(next(waits, alarm(true, BY_MAINS)).order().cause())
        .as("the cause was put under what waited for it")
        .isEmpty();
    WorkOrder feeder = cause(OrderStatus.TRIAGED);
    OrderOutcome outcome =
        actions.apply(
            feeder, OrderAction.PUT_UNDER, ZHAO, Map.of("under", waits.id()), others, LATER);
    assertThat(((OrderOutcome.Refused) outcome).reason())
        .isInstanceOf(OrderRefusal.WrongField.class);
    assertThat(
            causes.found(
                feeder,
                waits,
                List.of(alarm(true, new Suppression.ByDesign("pump/trip"))),
                others,
                T))
        .isEmpty();
  }

  @Test
  void whatAPersonPutUnderACauseWaitsThoughItsAlarmStandsByItself() {
    cause(OrderStatus.ACCEPTED);
    WorkOrder waits = ((OrderOutcome.Done) asked(pump(), OrderAction.PUT_UNDER, T)).step().order();
    assertThat(causes.next(waits, List.of(alarm(true, Suppression.NONE)), others, LATER)).isEmpty();
    assertThat(((OrderOutcome.Refused) asked(waits, OrderAction.PUT_UNDER, LATER)).reason())
        .isInstanceOf(OrderRefusal.WaitsAlready.class);
    WorkOrder alone =
        ((OrderOutcome.Done) asked(waits, OrderAction.STAND_ALONE, LATER)).step().order();
    assertThat(alone.cause()).isEmpty();
    assertThat(((OrderOutcome.Refused) asked(alone, OrderAction.STAND_ALONE, LATER)).reason())
        .isInstanceOf(OrderRefusal.WaitsForNone.class);
  }

  @Test
  void theMachineDoesNotDecideOtherwiseThanAPersonDid() {
    OrderChange by = line("zhiban", "put_under");
    assertThat(CommonCause.decided(List.of(line("zhao", "dispatch")))).isFalse();
    assertThat(CommonCause.decided(List.of(line("zhao", "dispatch"), by))).isFalse();
    assertThat(CommonCause.decided(List.of(by, line("zhao", "stand_alone")))).isTrue();
    assertThat(CommonCause.decided(List.of(by, line("zhao", "dispatch")))).isTrue();
    assertThat(CommonCause.decided(List.of(by, line("zhiban", "stand_alone")))).isFalse();
    assertThat(
            CommonCause.decided(
                List.of(by, line("zhao", "stand_alone"), line("zhiban", "escalated"))))
        .isTrue();
  }

  private static OrderChange line(String actor, String action) {
    return new OrderChange(
        "WX-20261120-002",
        T,
        actor,
        Optional.empty(),
        action,
        Optional.of(OrderStatus.TRIAGED),
        OrderStatus.TRIAGED,
        Optional.empty());
  }
}
