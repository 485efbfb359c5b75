package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.Evidence;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/** The orders of alarms, as they are made. */
final class AlarmOrderDrafts {
  /** How much of the past and of the future of a fault is evidence. */
  private static final Duration EVIDENCE_AROUND = Duration.ofMinutes(15);

  private final Site site;
  private final Clocks clocks;

  AlarmOrderDrafts(Site site) {
    this.site = site;
    this.clocks = new Clocks(site);
  }

  /** What an order of an alarm is to be; without a trade the desk triages it. */
  private record Wanted(
      String fault,
      LocalizedText title,
      Optional<String> trade,
      Urgency urgency,
      Severity severity,
      Priority priority,
      Map<String, Duration> targets) {}

  /** An order that the rule asks for. */
  OrderDraft of(Alarm alarm, RuleSpec rule, OrderSpec spec, Instant now) {
    return draft(
        alarm,
        rule,
        new Wanted(
            AlarmOrders.fault(alarm, rule),
            title(alarm),
            Optional.of(spec.trade()),
            spec.urgency(),
            spec.severity(),
            alarm.priority(),
            spec.clocks()),
        now);
  }

  /** A minor order for whoever mends the sensor, the wiring or the limit. */
  OrderDraft chattering(Alarm alarm, RuleSpec rule, Instant now) {
    LocalizedText title = title(alarm);
    return draft(
        alarm,
        rule,
        new Wanted(
            AlarmOrders.chattering(alarm),
            new LocalizedText("频繁报警：" + title.zh(), "Chattering: " + title.en()),
            rule.order().map(OrderSpec::trade),
            Urgency.NORMAL,
            Severity.MINOR,
            Priority.P4,
            Map.of()),
        now);
  }

  private OrderDraft draft(Alarm alarm, RuleSpec rule, Wanted wanted, Instant now) {
    Optional<Equipment> equipment = Optional.ofNullable(site.equipment().get(alarm.equipment()));
    WorkOrder order =
        new OrderBuilder(OrderDraft.NO_NUMBER, OrderSource.ALARM, now)
            .status(wanted.trade().isPresent() ? OrderStatus.TRIAGED : OrderStatus.REPORTED)
            .urgency(wanted.urgency())
            .severity(wanted.severity())
            .priority(Optional.of(wanted.priority()))
            .equipment(equipment.map(Equipment::id))
            .location(equipment.flatMap(Equipment::location))
            .title(wanted.title())
            .trade(wanted.trade().orElse(HandReport.NO_TRADE))
            .fault(Optional.of(wanted.fault()))
            .alarms(List.of(alarm.id()))
            .occurrences(alarm.occurrences())
            .clocks(
                clocks.opened(
                    new Clocks.Kind(OrderSource.ALARM, wanted.urgency(), wanted.severity()),
                    wanted.targets(),
                    now))
            .evidence(Optional.of(evidence(alarm, rule)))
            .build();
    Optional<String> note = alarm.active() ? Optional.empty() : Optional.of("self_cleared");
    return OrderDraft.of(order, OrderDraft.MACHINE, note);
  }

  private LocalizedText title(Alarm alarm) {
    return Optional.ofNullable(site.equipment().get(alarm.equipment()))
        .map(
            e ->
                new LocalizedText(
                    e.name().zh() + "：" + alarm.message().zh(),
                    e.name().en() + ": " + alarm.message().en()))
        .orElse(alarm.message());
  }

  private Evidence evidence(Alarm alarm, RuleSpec rule) {
    return new Evidence(
        alarm.firstSeenAt().minus(EVIDENCE_AROUND),
        alarm.raisedAt().plus(EVIDENCE_AROUND),
        alarm.firstSeenAt(),
        points(site, alarm),
        rule.text(),
        alarm.values(),
        Optional.empty());
  }

  /** The points that the alarm's rule named, as far as the site has them. */
  static List<PointRef> points(Site site, Alarm alarm) {
    List<PointRef> points = new ArrayList<>();
    for (String name : alarm.values().keySet()) {
      int slash = name.indexOf('/');
      PointRef ref =
          slash < 0
              ? new PointRef(alarm.equipment(), name)
              : new PointRef(name.substring(0, slash), name.substring(slash + 1));
      Equipment owner = site.equipment().get(ref.equipment());
      if (owner != null && owner.points().containsKey(ref.point())) {
        points.add(ref);
      }
    }
    return points;
  }
}
