package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.OrderSpec.Merge;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.workorder.FaultRecord.Itself;

/** A fault that the machine still sees is not verified, and work that left it is not done. */
final class StillInAlarmTest {
  private static final Instant T = Instant.parse("2026-11-21T03:12:00Z");
  private static final Actor MA = new Actor("ma", Set.of(Role.SUPERVISOR));

  private final Site site = TestSites.pump(Map.of(), Set.of());

  private static Alarm alarm(boolean active, Quality quality, Suppression suppression) {
    return new Alarm(
        "a1",
        "pump",
        "dry",
        "",
        Priority.P3,
        false,
        active,
        false,
        false,
        suppression,
        quality,
        new LocalizedText("无水", "dry"),
        1,
        Map.of(),
        T,
        T,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static WorkOrder order(OrderStatus status, String fault) {
    return new OrderBuilder("WX-20261121-001", OrderSource.ALARM, T)
        .status(status)
        .priority(Optional.of(Priority.P3))
        .equipment(Optional.of("pump"))
        .trade("plumbing")
        .fault(Optional.of(fault))
        .alarms(List.of("a1"))
        .assignee(Optional.of("li"))
        .doers(List.of("li"))
        .build();
  }

  private OrderOutcome verified(WorkOrder order, Map<String, String> fields, Alarm... standing) {
    OtherOrders others =
        new OtherOrders.Alone() {
          @Override
          public List<Alarm> inAlarm(WorkOrder of) {
            return List.of(standing);
          }
        };
    return new OrderActions(site).apply(order, OrderAction.VERIFY, MA, fields, others, T);
  }

  @Test
  void whatTheMachineStillSeesIsNotVerifiedWhateverSomebodyWrites() {
    WorkOrder order = order(OrderStatus.VERIFY, "pump/dry");
    for (Quality quality : List.of(Quality.GOOD, Quality.UNCERTAIN)) {
      assertThat(verified(order, Map.of("note", "looked"), alarm(true, quality, Suppression.NONE)))
          .isEqualTo(new OrderOutcome.Refused(new OrderRefusal.StillInAlarm(List.of("a1"))));
    }
    assertThat(verified(order, Map.of())).isInstanceOf(OrderOutcome.Done.class);
  }

  @Test
  void whereNobodyCanTellAPersonSaysWhatHeFound() {
    WorkOrder order = order(OrderStatus.VERIFY, "pump/dry");
    Alarm dead = alarm(true, Quality.BAD, Suppression.NONE);
    assertThat(verified(order, Map.of(), dead))
        .isEqualTo(new OrderOutcome.Refused(new OrderRefusal.NobodyCanTell(List.of("a1"))));
    assertThat(verified(order, Map.of("note", "water runs, the sensor is on order"), dead))
        .isInstanceOf(OrderOutcome.Done.class);
  }

  @Test
  void lookingForACauseIsNoRepair() {
    WorkOrder order = order(OrderStatus.VERIFY, FaultMemory.causeOf("pump/dry"));
    assertThat(verified(order, Map.of(), alarm(true, Quality.GOOD, Suppression.NONE)))
        .isInstanceOf(OrderOutcome.Done.class);
  }

  @ParameterizedTest
  @CsvSource({
    "UNSUPPRESSED, VERIFY,      DISPATCHED",
    "UNSHELVED,    VERIFY,      DISPATCHED",
    "UNSUPPRESSED, VISIT,       DISPATCHED",
    "UNSUPPRESSED, IN_PROGRESS, ",
    "ESCALATED,    VERIFY,      "
  })
  void whatHoldsWhenItIsAnnouncedAnewOpensTheOrderAgain(
      AlarmChange.Kind kind, OrderStatus stands, OrderStatus then) {
    RuleSpec rule =
        TestSites.rule(Priority.P3, Merge.ORDER, Optional.of(Duration.ZERO), Optional.empty());
    OrderDecision decision =
        new AlarmOrders(site)
            .decide(
                AlarmChange.of(kind, alarm(true, Quality.GOOD, Suppression.NONE), T),
                rule,
                new FaultRecord(Optional.of(order(stands, "pump/dry")), false, 0, Itself.NEVER),
                T);
    assertThat(
            decision instanceof OrderDecision.Attach(var step)
                ? Optional.of(step.order().status())
                : Optional.empty())
        .isEqualTo(Optional.ofNullable(then));
  }
}
