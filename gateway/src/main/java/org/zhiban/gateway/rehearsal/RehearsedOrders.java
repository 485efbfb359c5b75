package org.zhiban.gateway.rehearsal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
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
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.PendingOrder;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.AlarmOrders;
import org.zhiban.rules.workorder.FaultMemory;
import org.zhiban.rules.workorder.FaultMemory.Failure;
import org.zhiban.rules.workorder.FaultRecord;
import org.zhiban.rules.workorder.OrderDecision;
import org.zhiban.rules.workorder.OrderDraft;
import org.zhiban.rules.workorder.OrderStep;

/** The orders of a rehearsal, decided by the rules that decide the live ones. */
public final class RehearsedOrders {
  private final Site site;
  private final AlarmOrders deciding;
  private final FaultMemory memory;

  /** Alarms that stand, or wait for their order. */
  private final Map<String, Alarm> alarms = new HashMap<>();

  /** When alarms were raised, of rules that count before they order. */
  private final Map<String, Deque<Instant>> raised = new HashMap<>();

  /** The newest of each fault. */
  private final Map<String, WorkOrder> orders = new LinkedHashMap<>();

  private final Map<String, PendingOrder> pending = new LinkedHashMap<>();

  /** When faults went away by themselves, since a person ended an order of theirs. */
  private final Map<String, List<Instant>> cleared = new HashMap<>();

  /** When something had to be repaired, by family. */
  private final Map<String, List<Failure>> failures = new HashMap<>();

  private final List<OpenedOrder> opened = new ArrayList<>();
  private int numbered;

  public RehearsedOrders(Site site) {
    this.site = site;
    deciding = new AlarmOrders(site);
    memory = new FaultMemory(site);
  }

  /** An order that is there from before. */
  void stands(WorkOrder order) {
    order.fault().ifPresent(fault -> orders.put(fault, order));
  }

  /** Something had to be repaired before. */
  void failed(String family, Failure failure) {
    failures.computeIfAbsent(family, _ -> new ArrayList<>()).add(failure);
  }

  /** An alarm that stands from before and has no order; one may wait for its hold-off. */
  void stands(Alarm alarm, long now) {
    alarms.put(alarm.id(), alarm);
    rule(alarm)
        .ifPresent(
            rule -> {
              AlarmChange change = AlarmChange.of(AlarmChange.Kind.RAISED, alarm, alarm.raisedAt());
              Optional<WorkOrder> order =
                  Optional.ofNullable(orders.get(AlarmOrders.fault(alarm, rule)));
              keep(
                  alarm,
                  rule,
                  deciding.decide(
                      change,
                      rule,
                      new FaultRecord(order, true, 0, FaultRecord.Itself.NEVER),
                      Instant.ofEpochMilli(now)),
                  now);
            });
  }

  /** A person moved the order of a fault. */
  void moved(String fault, OrderStatus status, long now) {
    orders.computeIfPresent(
        fault, (_, order) -> AlarmOrders.moved(order, status, Instant.ofEpochMilli(now)));
    if (!status.open()) {
      cleared.remove(fault);
    }
  }

  /** Takes what became of the alarms. */
  public void take(List<AlarmChange> changes, long now) {
    Instant instant = Instant.ofEpochMilli(now);
    for (AlarmChange change : changes) {
      Alarm alarm = change.alarm();
      Optional<RuleSpec> rule = rule(alarm);
      if (rule.isPresent()) {
        alarms.put(alarm.id(), alarm);
        FaultRecord known = known(alarm, AlarmOrders.fault(change, rule.get()), rule.get());
        if (change.kind() == AlarmChange.Kind.RAISED) {
          count(alarm, rule.get());
        }
        keep(alarm, rule.get(), deciding.decide(change, rule.get(), known, instant), now);
      }
      if (!alarm.standing() && !pending.containsKey(alarm.id())) {
        alarms.remove(alarm.id());
      }
    }
  }

  private void count(Alarm alarm, RuleSpec rule) {
    rule.order()
        .flatMap(OrderSpec::after)
        .ifPresent(
            after -> {
              Deque<Instant> times = raised.computeIfAbsent(family(alarm), _ -> new ArrayDeque<>());
              times.addLast(alarm.raisedAt());
              Instant since = alarm.raisedAt().minus(after.within());
              while (!times.isEmpty() && times.getFirst().isBefore(since)) {
                times.removeFirst();
              }
            });
  }

  /** When the next hold-off is over. */
  public long nextDue() {
    long next = Long.MAX_VALUE;
    for (PendingOrder one : pending.values()) {
      next = Math.min(next, one.dueAt().toEpochMilli());
    }
    return next;
  }

  /** Decides on alarms whose hold-off is over. */
  public void due(long now) {
    if (pending.isEmpty()) {
      return;
    }
    Instant instant = Instant.ofEpochMilli(now);
    List<PendingOrder> over =
        pending.values().stream()
            .filter(one -> !one.dueAt().isAfter(instant))
            .sorted(Comparator.comparing(PendingOrder::dueAt))
            .toList();
    for (PendingOrder one : over) {
      pending.remove(one.alarm());
      Optional.ofNullable(alarms.get(one.alarm()))
          .ifPresent(
              alarm ->
                  rule(alarm)
                      .ifPresent(
                          rule ->
                              keep(
                                  alarm,
                                  rule,
                                  deciding.due(
                                      alarm,
                                      rule,
                                      known(alarm, AlarmOrders.fault(alarm, rule), rule),
                                      instant),
                                  now)));
    }
  }

  private void keep(Alarm alarm, RuleSpec rule, OrderDecision decision, long now) {
    String fault = AlarmOrders.fault(alarm, rule);
    switch (decision) {
      case OrderDecision.Open open -> {
        pending.remove(alarm.id());
        remember(open(open.draft(), fault, now), now);
      }
      case OrderDecision.Attach attach -> {
        pending.remove(alarm.id());
        WorkOrder order = attach.step().order();
        orders.put(order.fault().orElse(fault), order);
        remember(attach.step(), now);
      }
      case OrderDecision.ClearedItself cleared -> {
        WorkOrder order = cleared.step().order();
        orders.put(order.fault().orElse(fault), order);
        clearedItself(order.fault().orElse(fault), Instant.ofEpochMilli(now));
      }
      case OrderDecision.Wait wait -> pending.put(wait.pending().alarm(), wait.pending());
      case OrderDecision.Drop drop -> {
        pending.remove(drop.alarm());
        if (drop.reason() == OrderDecision.Reason.SELF_CLEARED) {
          clearedItself(fault, Instant.ofEpochMilli(now));
        }
      }
      case OrderDecision.Nothing _ -> {}
    }
  }

  private OrderStep open(OrderDraft draft, String fault, long now) {
    OrderStep step = draft.numbered("TEST-" + ++numbered);
    String own = step.order().fault().orElse(fault);
    orders.put(own, step.order());
    opened.add(OpenedOrder.of(own, step.order(), Instant.ofEpochMilli(now)));
    return step;
  }

  private void remember(OrderStep step, long now) {
    if (!FaultMemory.failed(step)) {
      return;
    }
    Instant instant = Instant.ofEpochMilli(now);
    Instant since = instant.minus(FaultMemory.REMEMBERED);
    String family = FaultMemory.family(step.order().fault().orElseThrow());
    List<Failure> own = failures.computeIfAbsent(family, _ -> new ArrayList<>());
    own.add(new Failure(step.order().id(), instant));
    own.removeIf(failure -> failure.at().isBefore(since));
    Optional<WorkOrder> cause =
        Optional.ofNullable(orders.get(FaultMemory.causeOf(family)))
            .filter(it -> it.closedAt().filter(end -> end.isBefore(since)).isEmpty());
    memory
        .after(step.order(), new FaultMemory.Past(own, Optional.empty(), cause), instant)
        .forEach(
            one -> {
              if (one instanceof FaultMemory.Remembered.CauseAsked asked) {
                open(asked.draft(), FaultMemory.causeOf(family), now);
              }
            });
  }

  private FaultRecord known(Alarm alarm, String fault, RuleSpec rule) {
    Optional<WorkOrder> order =
        Optional.ofNullable(orders.get(fault))
            .filter(one -> one.status().open() || young(one, alarm));
    int earlier =
        rule.order()
            .flatMap(OrderSpec::after)
            .map(
                after ->
                    (int)
                        raised.getOrDefault(family(alarm), new ArrayDeque<>()).stream()
                            .filter(at -> at.isAfter(alarm.raisedAt().minus(after.within())))
                            .filter(at -> at.isBefore(alarm.raisedAt()))
                            .count())
            .orElse(0);
    return new FaultRecord(
        order, pending.containsKey(alarm.id()), earlier, itself(alarm, fault, order));
  }

  /** A fault went away by itself, and nobody took its order on. */
  void clearedItself(String fault, Instant at) {
    cleared.computeIfAbsent(fault, _ -> new ArrayList<>()).add(at);
  }

  private FaultRecord.Itself itself(Alarm alarm, String fault, Optional<WorkOrder> order) {
    Instant since = alarm.raisedAt().minus(FaultMemory.REMEMBERED);
    List<Instant> times =
        cleared.getOrDefault(fault, List.of()).stream().filter(since::isBefore).toList();
    boolean closed = order.flatMap(WorkOrder::closedAt).filter(times::contains).isPresent();
    boolean othersStand =
        order.stream()
            .flatMap(it -> it.alarms().stream())
            .filter(id -> !id.equals(alarm.id()))
            .flatMap(id -> Optional.ofNullable(alarms.get(id)).stream())
            .anyMatch(other -> other.active() || other.latched());
    return new FaultRecord.Itself(times.size(), closed, othersStand);
  }

  private static boolean young(WorkOrder closed, Alarm alarm) {
    return closed
        .closedAt()
        .filter(at -> at.isAfter(alarm.raisedAt().minus(AlarmOrders.REOPENED_WITHIN)))
        .isPresent();
  }

  private static String family(Alarm alarm) {
    return alarm.equipment() + "/" + alarm.rule();
  }

  private Optional<RuleSpec> rule(Alarm alarm) {
    return Optional.ofNullable(site.equipment().get(alarm.equipment()))
        .flatMap(equipment -> Optional.ofNullable(equipment.rules().get(alarm.rule())))
        .or(() -> Optional.ofNullable(site.rules().get(alarm.rule())));
  }

  /** Faults with an open order, as {@code equipment/rule}. */
  public List<String> open() {
    return orders.entrySet().stream()
        .filter(entry -> entry.getValue().status().open())
        .map(entry -> FaultMemory.family(entry.getKey()))
        .distinct()
        .toList();
  }

  /** Every order that was opened, in order of time. */
  List<OpenedOrder> opened() {
    return List.copyOf(opened);
  }
}
