package org.zhiban.gateway.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.PendingOrder;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.AlarmOrders;
import org.zhiban.rules.workorder.FaultRecord;
import org.zhiban.rules.workorder.OrderDecision;

/** The orders of a rule test, decided by the rules that decide the live ones. */
final class RehearsedOrders {
  private final Site site;
  private final AlarmOrders deciding;
  private final Map<String, Alarm> alarms = new HashMap<>();
  private final Map<String, List<Instant>> raised = new HashMap<>();
  private final Map<String, WorkOrder> orders = new LinkedHashMap<>();
  private final Map<String, PendingOrder> pending = new LinkedHashMap<>();
  private int numbered;

  RehearsedOrders(Site site) {
    this.site = site;
    deciding = new AlarmOrders(site);
  }

  /** Takes what became of the alarms. */
  void take(List<AlarmChange> changes, long now) {
    Instant instant = Instant.ofEpochMilli(now);
    for (AlarmChange change : changes) {
      Alarm alarm = change.alarm();
      alarms.put(alarm.id(), alarm);
      RuleSpec rule = rule(alarm);
      FaultRecord known = known(alarm, rule);
      if (change.kind() == AlarmChange.Kind.RAISED) {
        raised.computeIfAbsent(family(alarm), _ -> new ArrayList<>()).add(alarm.raisedAt());
      }
      keep(alarm, rule, deciding.decide(change, rule, known, instant));
    }
  }

  /** When the next hold-off is over. */
  long nextDue() {
    return pending.values().stream()
        .mapToLong(one -> one.dueAt().toEpochMilli())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Decides on alarms whose hold-off is over. */
  void due(long now) {
    Instant instant = Instant.ofEpochMilli(now);
    List<PendingOrder> over =
        pending.values().stream()
            .filter(one -> !one.dueAt().isAfter(instant))
            .sorted(Comparator.comparing(PendingOrder::dueAt))
            .toList();
    for (PendingOrder one : over) {
      Alarm alarm = Optional.ofNullable(alarms.get(one.alarm())).orElseThrow();
      RuleSpec rule = rule(alarm);
      OrderDecision decision = deciding.due(alarm, rule, known(alarm, rule), instant);
      pending.remove(one.alarm());
      keep(alarm, rule, decision);
    }
  }

  private void keep(Alarm alarm, RuleSpec rule, OrderDecision decision) {
    String fault = AlarmOrders.fault(alarm, rule);
    switch (decision) {
      case OrderDecision.Open open -> {
        pending.remove(alarm.id());
        orders.put(fault, open.draft().numbered("TEST-" + ++numbered).order());
      }
      case OrderDecision.Attach attach -> {
        pending.remove(alarm.id());
        orders.put(fault, attach.step().order());
      }
      case OrderDecision.Wait wait -> pending.put(wait.pending().alarm(), wait.pending());
      case OrderDecision.Drop drop -> pending.remove(drop.alarm());
      case OrderDecision.Nothing _ -> {}
    }
  }

  private FaultRecord known(Alarm alarm, RuleSpec rule) {
    Optional<WorkOrder> order = Optional.ofNullable(orders.get(AlarmOrders.fault(alarm, rule)));
    int earlier =
        rule.order()
            .flatMap(OrderSpec::after)
            .map(
                after ->
                    (int)
                        raised.getOrDefault(family(alarm), List.of()).stream()
                            .filter(at -> at.isAfter(alarm.raisedAt().minus(after.within())))
                            .filter(at -> at.isBefore(alarm.raisedAt()))
                            .count())
            .orElse(0);
    return new FaultRecord(order, pending.containsKey(alarm.id()), earlier);
  }

  private static String family(Alarm alarm) {
    return alarm.equipment() + "/" + alarm.rule();
  }

  private RuleSpec rule(Alarm alarm) {
    return Optional.ofNullable(site.equipment().get(alarm.equipment()))
        .flatMap(equipment -> Optional.ofNullable(equipment.rules().get(alarm.rule())))
        .or(() -> Optional.ofNullable(site.rules().get(alarm.rule())))
        .orElseThrow();
  }

  /** Faults with an open order, as {@code equipment/rule}. */
  List<String> open() {
    return orders.values().stream()
        .filter(order -> order.status().open())
        .flatMap(order -> order.alarms().stream())
        .map(id -> family(Optional.ofNullable(alarms.get(id)).orElseThrow()))
        .distinct()
        .toList();
  }
}
