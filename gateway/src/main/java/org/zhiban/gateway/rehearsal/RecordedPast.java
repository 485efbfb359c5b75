package org.zhiban.gateway.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.SelfCleared;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.AlarmOrders;
import org.zhiban.rules.workorder.CommonCause;
import org.zhiban.rules.workorder.FaultMemory;
import org.zhiban.rules.workorder.FaultMemory.Failure;
import org.zhiban.rules.workorder.OrderDraft;
import org.zhiban.rules.workorder.OrderStep;

/** What the operations store has of a period, in order of time, a day at a time. */
final class RecordedPast {
  private static final Duration SLICE = Duration.ofDays(1);

  /** Something on record that is done again in a rehearsal. */
  sealed interface Happening {
    Instant at();

    record Arrived(PointEvent event) implements Happening {
      @Override
      public Instant at() {
        return event.received();
      }
    }

    record Acted(PersonsAct act) implements Happening {
      @Override
      public Instant at() {
        return act.at();
      }
    }

    record Moved(String fault, OrderChange step) implements Happening {
      @Override
      public Instant at() {
        return step.time();
      }
    }
  }

  private final OperationsStore store;
  private final PointIndex index;
  private final Instant start;
  private final Instant end;
  private final Episodes recorded;
  private final List<WorkOrder> orders;
  private final Map<String, List<OrderChange>> histories = new HashMap<>();
  private final Queue<Happening> waiting = new ArrayDeque<>();
  private Instant read;

  /**
   * @param recorded takes the alarms of the record
   */
  RecordedPast(
      OperationsStore store, PointIndex index, Instant start, Instant end, Episodes recorded) {
    this.store = store;
    this.index = index;
    this.start = start;
    this.end = end;
    this.recorded = recorded;
    this.read = start;
    this.orders = store.query(q -> q.ordersOfAlarms(end, start.minus(FaultMemory.REMEMBERED)));
    for (WorkOrder order : orders) {
      histories.put(order.id(), store.query(q -> q.orderHistory(order.id())));
    }
  }

  /** The alarms that stood at the start. */
  List<Alarm> standing() {
    return store.query(q -> q.lastAlarmChanges(start)).stream()
        .map(AlarmChange::alarm)
        .filter(Alarm::standing)
        .toList();
  }

  /** The orders that were there at the start, as they stood then. */
  List<WorkOrder> before() {
    return orders.stream()
        .filter(order -> order.openedAt().isBefore(start))
        .map(this::atStart)
        .toList();
  }

  /**
   * What had to be repaired before the start, oldest first, as far back as faults are remembered.
   */
  void failures(BiConsumer<String, Failure> each) {
    Instant since = start.minus(FaultMemory.REMEMBERED);
    for (WorkOrder order : orders) {
      history(order)
          .filter(step -> !step.time().isBefore(since) && step.time().isBefore(start))
          .filter(step -> FaultMemory.failed(new OrderStep(order, step)))
          .forEach(
              step ->
                  each.accept(
                      FaultMemory.family(order.fault().orElseThrow()),
                      new Failure(order.id(), step.time())));
    }
  }

  /** What went away by itself before the start, and no order of it was ended by a person since. */
  void clearedItself(BiConsumer<String, Instant> each) {
    Instant since = start.minus(FaultMemory.REMEMBERED);
    for (SelfCleared one : store.query(q -> q.faults().selfClearedOfAll(since, start))) {
      boolean ended =
          orders.stream()
              .filter(order -> order.fault().filter(one.fault()::equals).isPresent())
              .flatMap(this::history)
              .anyMatch(
                  step ->
                      !step.to().open()
                          && !step.action().equals("self_cleared")
                          && !step.action().equals(CommonCause.ENDED_WITH)
                          && step.time().isAfter(one.at())
                          && step.time().isBefore(start));
      if (!ended) {
        each.accept(one.fault(), one.at());
      }
    }
  }

  private WorkOrder atStart(WorkOrder order) {
    return history(order)
        .filter(step -> step.time().isBefore(start))
        .reduce((_, last) -> last)
        .map(step -> AlarmOrders.moved(order, step.to(), step.time()))
        .orElse(order);
  }

  private Stream<OrderChange> history(WorkOrder order) {
    return histories.getOrDefault(order.id(), List.of()).stream();
  }

  /** Alarms that had an order at the start. */
  Set<String> ordered() {
    Set<String> alarms = new HashSet<>();
    orders.stream()
        .filter(order -> order.openedAt().isBefore(start))
        .forEach(order -> alarms.addAll(order.alarms()));
    return alarms;
  }

  /** The orders of alarms that were opened within a period. */
  List<OpenedOrder> opened(Period period) {
    return orders.stream()
        .filter(order -> period.holds(order.openedAt()))
        .flatMap(
            order ->
                order.fault().map(fault -> OpenedOrder.of(fault, order, order.openedAt())).stream())
        .toList();
  }

  /** The next happening; empty at the end. */
  Optional<Happening> peek() {
    while (waiting.isEmpty() && read.isBefore(end)) {
      Instant from = read;
      Instant next = from.plus(SLICE);
      Instant to = next.isBefore(end) ? next : end;
      slice(from, to);
      read = to;
    }
    return Optional.ofNullable(waiting.peek());
  }

  void remove() {
    waiting.remove();
  }

  private void slice(Instant from, Instant to) {
    List<AlarmChange> changes = store.query(q -> q.alarmChanges(from, to));
    recorded.take(changes);
    Stream<Happening> acts =
        changes.stream()
            .flatMap(change -> PersonsAct.of(change).stream())
            .map(Happening.Acted::new);
    Stream<Happening> events =
        store.query(q -> q.eventsReceived(from, to)).stream()
            .flatMap(event -> event(event).stream())
            .map(Happening.Arrived::new);
    Stream<Happening> moves =
        orders.stream()
            .filter(order -> order.fault().isPresent())
            .flatMap(
                order ->
                    history(order)
                        .filter(step -> !step.actor().equals(OrderDraft.MACHINE))
                        .filter(step -> !step.time().isBefore(from) && step.time().isBefore(to))
                        .map(step -> new Happening.Moved(order.fault().orElseThrow(), step)));
    Stream.of(events, acts, moves)
        .flatMap(one -> one)
        .sorted(Comparator.comparing(Happening::at))
        .forEach(waiting::add);
  }

  private Optional<PointEvent> event(StoredEvent event) {
    OptionalInt point = index.find(event.point());
    if (point.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> fields = new java.util.LinkedHashMap<>();
    event
        .fields()
        .forEach(
            (name, value) ->
                fields.put(name, value instanceof Number number ? number.doubleValue() : value));
    return Optional.of(
        new PointEvent(
            point.getAsInt(), event.id(), event.time(), event.received(), event.told(), fields));
  }
}
