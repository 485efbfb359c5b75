package org.zhiban.gateway.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Evidence;
import org.zhiban.model.workorder.Hold;
import org.zhiban.model.workorder.HoldKind;
import org.zhiban.model.workorder.HoldRequest;
import org.zhiban.model.workorder.LockOut;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Remedy;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.UnderCause;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/** Alarms, orders and the rest, every field of which holds something that could get lost. */
public final class Given {
  public static final Instant T0 = Instant.parse("2026-11-21T03:12:00.123Z");
  public static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  /** Raised, unacknowledged. */
  public static Alarm alarm(String id, String equipment, String rule) {
    return alarm(id, equipment, rule, true, false, Optional.empty(), Suppression.NONE);
  }

  /** Gone and acknowledged: it stands no more. */
  public static Alarm normal(Alarm alarm) {
    return alarm(
        alarm.id(),
        alarm.equipment(),
        alarm.rule(),
        false,
        true,
        Optional.of(T0.plusSeconds(60)),
        Suppression.NONE);
  }

  /** Over, and nobody has seen it. */
  public static Alarm unseen(Alarm alarm) {
    return alarm(
        alarm.id(),
        alarm.equipment(),
        alarm.rule(),
        false,
        false,
        Optional.of(T0.plusSeconds(60)),
        Suppression.NONE);
  }

  /** Put aside by a person. */
  public static Alarm shelved(Alarm alarm) {
    return alarm(
        alarm.id(),
        alarm.equipment(),
        alarm.rule(),
        true,
        false,
        Optional.empty(),
        new Suppression.Shelved("li-wei", "换泵", T0.plusSeconds(3600)));
  }

  /** Told to nobody. */
  public static Alarm suppressed(Alarm alarm, Suppression suppression) {
    return alarm(
        alarm.id(), alarm.equipment(), alarm.rule(), true, false, Optional.empty(), suppression);
  }

  private static Alarm alarm(
      String id,
      String equipment,
      String rule,
      boolean active,
      boolean acknowledged,
      Optional<Instant> clearedAt,
      Suppression suppression) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("outlet_pressure", 0.31);
    values.put("flow", Double.NaN);
    values.put("running", true);
    values.put("mode", "auto");
    values.put("starts", 12.0);
    return new Alarm(
        id,
        equipment,
        rule,
        "loop_no=1",
        Priority.P2,
        false,
        active,
        acknowledged,
        false,
        suppression,
        Quality.UNCERTAIN,
        new LocalizedText("压力低", "pressure low"),
        2,
        values,
        T0.minusSeconds(5),
        T0,
        clearedAt,
        acknowledged ? Optional.of(T0.plusSeconds(30)) : Optional.empty(),
        acknowledged ? Optional.of("he-lin") : Optional.empty());
  }

  public static AlarmChange raised(Alarm alarm) {
    return AlarmChange.of(AlarmChange.Kind.RAISED, alarm, alarm.raisedAt());
  }

  /** Open, of a fault, with everything that an order can carry. */
  public static WorkOrder order(String id, String fault, List<String> alarms) {
    return order(id, Optional.of(fault), alarms, OrderStatus.REPORTED, T0, Optional.empty(), 1);
  }

  /** The same order, closed, one version later. */
  public static WorkOrder closed(WorkOrder order, Instant at) {
    return order(
        order.id(),
        order.fault(),
        order.alarms(),
        OrderStatus.CLOSED,
        order.openedAt(),
        Optional.of(at),
        order.version() + 1);
  }

  /** In progress, with a rule of its pump locked out for an hour. */
  public static WorkOrder lockingOut(String id, Instant at) {
    return order(id, Optional.empty(), List.of(), OrderStatus.IN_PROGRESS, at, Optional.empty(), 1);
  }

  public static WorkOrder order(
      String id,
      Optional<String> fault,
      List<String> alarms,
      OrderStatus status,
      Instant openedAt,
      Optional<Instant> closedAt,
      int version) {
    return new OrderBuilder(id, OrderSource.ALARM, openedAt)
        .status(status)
        .urgency(Urgency.URGENT)
        .severity(Severity.MODERATE)
        .major(true)
        .equipment(Optional.of("pump-b1"))
        .location(Optional.of("B1/水泵房"))
        .title(new LocalizedText("1#生活水泵 压力低", "pump 1: pressure low"))
        .trade("plumbing")
        .priority(Optional.of(Priority.P2))
        .assignee(Optional.of("li-wei"))
        .doers(List.of("chen-tao", "li-wei"))
        .asked(List.of("zhao-lei", "chen-tao"))
        .fault(fault)
        .alarms(alarms)
        .clocks(
            List.of(
                new Clock(
                    "respond",
                    2,
                    openedAt,
                    openedAt.plusSeconds(1800),
                    Duration.ofMillis(1500),
                    Optional.of(openedAt.plusSeconds(3)),
                    Clock.State.RUNNING)))
        .evidence(
            Optional.of(
                new Evidence(
                    openedAt.minusSeconds(900),
                    openedAt.plusSeconds(900),
                    openedAt,
                    List.of(new PointRef("pump-b1", "outlet_pressure")),
                    "when: outlet_pressure < 0.4",
                    Map.of("outlet_pressure", 0.31),
                    Optional.of("00 01 03 04"))))
        .checklist(
            List.of(
                new WorkOrder.ChecklistEntry(
                    new LocalizedText("测压", "measure the pressure"),
                    Optional.of("MPa"),
                    true,
                    Optional.of(false),
                    false,
                    Optional.of(0.31),
                    Optional.of("low"),
                    Optional.of(openedAt.plusSeconds(7)),
                    Optional.of("li-wei"))))
        .report(Map.of("reported_by", "王女士", "phone", "400-000"))
        .lockOut(
            status == OrderStatus.IN_PROGRESS
                ? Optional.of(
                    new LockOut(
                        List.of("pump-b1/dry_run"),
                        "li-wei",
                        "seal",
                        openedAt,
                        openedAt.plusSeconds(3600)))
                : Optional.empty())
        .holdRequest(
            Optional.of(
                new HoldRequest(
                    "li-wei",
                    "等备件",
                    openedAt,
                    HoldKind.PARTS,
                    Optional.of(openedAt.plusSeconds(60)))))
        .hold(
            status == OrderStatus.ON_HOLD
                ? Optional.of(
                    new Hold(
                        HoldKind.WEATHER,
                        Optional.of("rain"),
                        "zhao-min",
                        openedAt,
                        openedAt.plusSeconds(3600)))
                : Optional.empty())
        .remedy(
            new Remedy(
                Optional.of(new Remedy.Plan("换轴", "zhao-min", openedAt.plusMillis(7))),
                Optional.of(openedAt.plusMillis(9))))
        .cause(
            status.untaken()
                ? Optional.of(
                    new UnderCause(
                        "WX-20261121-008", "zhiban", openedAt, openedAt.plusSeconds(3600)))
                : Optional.empty())
        .mergedInto(
            status == OrderStatus.MERGED ? Optional.of("WX-20261121-009") : Optional.empty())
        .updatedAt(openedAt.plusMillis(version))
        .closedAt(closedAt)
        .version(version)
        .build();
  }

  public static OrderChange change(WorkOrder order, String action) {
    return new OrderChange(
        order.id(),
        order.updatedAt(),
        "zhiban",
        Optional.of("chen-tao"),
        action,
        Optional.of(OrderStatus.TRIAGED),
        order.status(),
        Optional.of("备注"),
        Optional.of(order.updatedAt().plusSeconds(3600)));
  }

  public static Occurrence occurrence(String plan, LocalDate nominal, Occurrence.State state) {
    return new Occurrence(
        plan,
        "lift-a1",
        nominal,
        Level.HALF_MONTHLY,
        T0,
        T0.plusSeconds(86_400),
        state,
        Optional.empty(),
        Optional.of("lift-yearly"));
  }

  public static StoredEvent event(String id, Instant time, String plate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("plate", plate);
    fields.put("confidence", 0.97);
    fields.put("entered", true);
    return new StoredEvent(
        new PointRef("gate-n", "passage"),
        id,
        "plate",
        time,
        time.plusSeconds(1),
        Optional.empty(),
        fields);
  }

  private Given() {}
}
