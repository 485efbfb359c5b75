package org.zhiban.rules.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.figures.Counted.Keys;
import org.zhiban.rules.figures.Counted.Kind;
import org.zhiban.rules.figures.Counted.Row;

/** The records beside the site, as the figures ask for them. */
final class Basis {
  private final Site site;
  private final Records records;

  /** What was no fault after all does not make the repair before it a bad one. */
  private static final Set<OrderStatus> TAKEN_BACK =
      EnumSet.of(OrderStatus.CANCELLED, OrderStatus.REJECTED);

  private final List<OrderCourse> orders;
  private final Map<String, OrderCourse> byNumber = new HashMap<>();
  private final Map<String, List<WorkOrder>> byFault = new HashMap<>();
  private final Set<String> ordered = new HashSet<>();

  Basis(Site site, Records records) {
    this.site = site;
    this.records = records;
    orders = records.orders().stream().map(OrderCourse::new).toList();
    for (OrderCourse course : orders) {
      WorkOrder order = course.order();
      byNumber.put(order.id(), course);
      ordered.addAll(order.alarms());
      order
          .fault()
          .filter(_ -> !course.merged() && !TAKEN_BACK.contains(order.status()))
          .ifPresent(fault -> byFault.computeIfAbsent(fault, _ -> new ArrayList<>()).add(order));
    }
  }

  Site site() {
    return site;
  }

  List<Occurrence> visits() {
    return records.visits();
  }

  List<Records.OfAlarm> alarms() {
    return records.alarms();
  }

  /** Orders about a fault, those left out that are counted under another order. */
  Stream<OrderCourse> repairs() {
    return unplanned().filter(course -> course.order().concern().isEmpty());
  }

  /** What somebody complained of or asked for: nothing was broken. */
  Stream<OrderCourse> concerns() {
    return unplanned().filter(course -> course.order().concern().isPresent());
  }

  /** Both. */
  Stream<OrderCourse> unplanned() {
    return orders.stream().filter(course -> !course.planned()).filter(course -> !course.merged());
  }

  Stream<OrderCourse> planned() {
    return orders.stream().filter(OrderCourse::planned).filter(course -> !course.merged());
  }

  Optional<OrderCourse> order(String number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /** Whether an order holds the alarm. */
  boolean ordered(String alarm) {
    return ordered.contains(alarm);
  }

  /** The fault came back within a week: the order was opened again, or another one was made. */
  boolean cameBack(OrderCourse course, OrderCourse.Cycle cycle) {
    Instant closed = cycle.endedAt().orElseThrow();
    Instant until = closed.plus(Records.COMES_BACK);
    boolean again = course.openedAgainAfter(cycle).filter(time -> !time.isAfter(until)).isPresent();
    return again
        || course.order().fault().stream()
            .flatMap(fault -> byFault.getOrDefault(fault, List.of()).stream())
            .filter(other -> !other.id().equals(course.order().id()))
            .map(WorkOrder::openedAt)
            .anyMatch(opened -> opened.isAfter(closed) && !opened.isAfter(until));
  }

  Row row(WorkOrder order) {
    return new Row(Kind.ORDER, order.id(), Optional.of(order.id()), order.equipment());
  }

  /** Whoever has the order, where it is a contractor; of a visit, whose plan it is. */
  Keys keys(WorkOrder order) {
    Optional<String> contractor =
        order
            .assignee()
            .filter(site.contractors()::containsKey)
            .or(() -> order.plan().flatMap(this::contractorOf));
    return keys(order.equipment(), contractor, Optional.of(order.trade()));
  }

  Keys keys(Occurrence visit) {
    return keys(
        Optional.of(visit.equipment()),
        contractorOf(visit.plan()),
        Optional.ofNullable(site.plans().get(visit.plan())).map(PlanSpec::trade));
  }

  Keys keys(PlanSpec plan, String equipment) {
    return keys(Optional.of(equipment), plan.contractor(), Optional.of(plan.trade()));
  }

  Keys keys(Records.OfAlarm alarm) {
    Optional<String> equipment = Optional.of(alarm.equipment()).filter(id -> !id.isEmpty());
    return keys(equipment, Optional.empty(), Optional.empty());
  }

  /** Of an equipment by itself: the contractor whose plans alone it has. */
  Keys keys(String equipment) {
    return keys(Optional.of(equipment), careOf(equipment), Optional.empty());
  }

  private Keys keys(
      Optional<String> equipment, Optional<String> contractor, Optional<String> trade) {
    Optional<Equipment> known = equipment.map(site.equipment()::get);
    return new Keys(
        known.flatMap(Equipment::area),
        known.map(Equipment::equipmentClass),
        contractor,
        trade,
        equipment);
  }

  private Optional<String> contractorOf(String plan) {
    return Optional.ofNullable(site.plans().get(plan)).flatMap(PlanSpec::contractor);
  }

  private Optional<String> careOf(String equipment) {
    List<String> contractors =
        Optional.ofNullable(site.equipment().get(equipment)).stream()
            .flatMap(one -> one.maintenance().stream())
            .flatMap(plan -> contractorOf(plan).stream())
            .distinct()
            .toList();
    return contractors.size() == 1 ? Optional.of(contractors.getFirst()) : Optional.empty();
  }

  /**
   * When the work of a visit was done: on record, or by its order, which waits for the word of a
   * second person.
   */
  Optional<Instant> worked(Occurrence visit) {
    return visit.state() == Occurrence.State.DUE
        ? visit
            .workOrder()
            .flatMap(this::order)
            .filter(
                course ->
                    course.order().status() == OrderStatus.VERIFY
                        || course.order().status() == OrderStatus.VISIT)
            .flatMap(course -> course.cycles().getLast().restoredAt())
        : visit.doneAt();
  }
}
