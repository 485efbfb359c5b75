package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.binary;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** One fault under two orders becomes one order; a victim never goes under another. */
final class MergingTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Actor SUN = new Actor("sun", Set.of(Role.DESK));

  private final Site site =
      new TestSite()
          .with("pump", binary("tripped"), binary("flooded"))
          .rules(
              "pump",
              Rule.of("trip").when("tripped"),
              Rule.of("flood").when("flooded").lifeSafety())
          .with("panel", true, binary("smoke"))
          .rules("panel", Rule.of("smoke").when("smoke"))
          .with("fan", binary("off"))
          .build();

  private final OrderActions actions = new OrderActions(site);

  private static OrderBuilder order(String number, OrderSource source, String equipment) {
    return new OrderBuilder("WX-20261120-00" + number, source, T)
        .equipment(Optional.of(equipment))
        .title(LocalizedText.same(number))
        .trade("plumbing")
        .clocks(List.of(Clock.started("resolve", 1, T, T.plusSeconds(3600))));
  }

  private OrderOutcome merged(WorkOrder order, WorkOrder into) {
    OtherOrders others =
        new OtherOrders.Alone() {
          @Override
          public Optional<WorkOrder> order(String number) {
            return Optional.of(into).filter(other -> other.id().equals(number));
          }
        };
    return actions.apply(
        order, OrderAction.MERGE, SUN, Map.of("into", into.id()), others, T.plusSeconds(60));
  }

  private OrderRefusal refused(WorkOrder order, WorkOrder into) {
    assertThat(new Merging(site).among(List.of(into), order)).isEmpty();
    return ((OrderOutcome.Refused) merged(order, into)).reason();
  }

  @Test
  void theOtherOrderTakesWhatWasGatheredAndItsClocksRunOn() {
    WorkOrder call = order("1", OrderSource.REPORT, "pump").report(Map.of("phone", "1380")).build();
    WorkOrder alarm =
        order("2", OrderSource.ALARM, "pump")
            .status(OrderStatus.IN_PROGRESS)
            .fault(Optional.of("pump/trip"))
            .alarms(List.of("a1"))
            .priority(Optional.of(Priority.P3))
            .doers(List.of("li"))
            .build();
    var outcome = (OrderOutcome.Merged) merged(call, alarm);
    WorkOrder ended = outcome.step().order();
    assertThat(ended.status()).isEqualTo(OrderStatus.MERGED);
    assertThat(ended.mergedInto()).contains(alarm.id());
    assertThat(ended.closedAt()).contains(T.plusSeconds(60));
    assertThat(ended.clocks()).extracting(Clock::state).containsExactly(Clock.State.ENDED);
    assertThat(ended.report()).containsEntry("phone", "1380");
    WorkOrder into = outcome.into().order();
    assertThat(into.status()).isEqualTo(OrderStatus.IN_PROGRESS);
    assertThat(into.occurrences()).isEqualTo(2);
    assertThat(into.clocks()).isEqualTo(alarm.clocks());
    assertThat(into.version()).isEqualTo(2);
    assertThat(outcome.into().change().note()).contains(call.id());
  }

  @Test
  void alarmsPriorityAndDoersGoWithIt() {
    WorkOrder first =
        order("1", OrderSource.ALARM, "pump")
            .status(OrderStatus.DISPATCHED)
            .alarms(List.of("a1", "a2"))
            .occurrences(3)
            .priority(Optional.of(Priority.P1))
            .doers(List.of("chen"))
            .build();
    WorkOrder second =
        order("2", OrderSource.ALARM, "pump")
            .alarms(List.of("a2", "a3"))
            .priority(Optional.of(Priority.P2))
            .build();
    WorkOrder into = ((OrderOutcome.Merged) merged(first, second)).into().order();
    assertThat(into.alarms()).containsExactly("a2", "a3", "a1");
    assertThat(into.occurrences()).isEqualTo(4);
    assertThat(into.priority()).contains(Priority.P1);
    assertThat(into.doers()).containsExactly("chen");
  }

  @Test
  void lifeSafetyIsNeverMergedEitherWay() {
    WorkOrder plain = order("1", OrderSource.REPORT, "pump").build();
    WorkOrder flood =
        order("2", OrderSource.ALARM, "pump").fault(Optional.of("pump/flood/a1")).build();
    assertThat(refused(flood, plain)).isEqualTo(new OrderRefusal.NeverMerged(flood.id()));
    assertThat(refused(plain, flood)).isEqualTo(new OrderRefusal.NeverMerged(plain.id()));
    WorkOrder smoke = order("3", OrderSource.REPORT, "panel").build();
    WorkOrder again = order("4", OrderSource.REPORT, "panel").build();
    assertThat(refused(smoke, again)).isEqualTo(new OrderRefusal.NeverMerged(smoke.id()));
    assertThat(actions.allowed(smoke, SUN, T)).noneMatch(it -> it.action() == OrderAction.MERGE);
  }

  /** Somebody on the telephone says that people are in the car. */
  @Test
  void anUrgentReportOfALiftIsAnOrderOfItsOwn() {
    WorkOrder trapped =
        order("1", OrderSource.REPORT, "pump").trade("elevator").urgency(Urgency.URGENT).build();
    WorkOrder noise = order("2", OrderSource.REPORT, "pump").trade("elevator").build();
    assertThat(refused(trapped, noise)).isInstanceOf(OrderRefusal.NeverMerged.class);
    assertThat(merged(noise, order("3", OrderSource.REPORT, "pump").build()))
        .isInstanceOf(OrderOutcome.Merged.class);
  }

  @Test
  void onlyAnotherOrderOfTheSameEquipmentThatIsWorkedOnTakesIt() {
    WorkOrder order = order("1", OrderSource.REPORT, "pump").build();
    assertThat(refused(order, order)).isInstanceOf(OrderRefusal.WrongField.class);
    assertThat(refused(order, order("2", OrderSource.PLAN, "pump").build()))
        .isInstanceOf(OrderRefusal.WrongField.class);
    assertThat(refused(order, order("2", OrderSource.REPORT, "fan").build()))
        .isInstanceOf(OrderRefusal.WrongField.class);
    for (OrderStatus status :
        List.of(OrderStatus.VERIFY, OrderStatus.VISIT, OrderStatus.CLOSED, OrderStatus.MERGED)) {
      assertThat(refused(order, order("2", OrderSource.REPORT, "pump").status(status).build()))
          .isInstanceOf(OrderRefusal.WrongField.class);
    }
  }
}
