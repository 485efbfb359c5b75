package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.SelfCleared;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderLink;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.CommonCause;
import org.zhiban.rules.workorder.FaultMemory;
import org.zhiban.rules.workorder.FaultMemory.Remembered;
import org.zhiban.rules.workorder.FaultRecord;
import org.zhiban.rules.workorder.OrderStep;

/** Puts on record what the rules remember of faults, in the transaction of the order. */
final class FaultDesk {
  private final Site site;
  private final FaultMemory memory;

  FaultDesk(Site site) {
    this.site = site;
    this.memory = new FaultMemory(site);
  }

  /** How a fault went away by itself before, and whether all of its order's alarms did now. */
  FaultRecord.Itself itself(
      OperationsQueries q, Alarm alarm, String fault, Optional<WorkOrder> order, Instant now) {
    List<SelfCleared> cleared = clearedSince(q, fault, now.minus(FaultMemory.REMEMBERED));
    boolean closed =
        order
            .filter(
                it ->
                    cleared.stream()
                        .anyMatch(
                            one ->
                                one.order().filter(it.id()::equals).isPresent()
                                    && it.closedAt().filter(one.at()::equals).isPresent()))
            .or(() -> order.filter(it -> endedWithCause(q, it)))
            .isPresent();
    boolean othersStand =
        !alarm.active() && order.filter(it -> othersStand(q, alarm, it)).isPresent();
    return new FaultRecord.Itself(cleared.size(), closed, othersStand);
  }

  /** Nobody repaired anything under it. */
  private static boolean endedWithCause(OperationsQueries q, WorkOrder order) {
    return order.status() == OrderStatus.CLOSED
        && q.orderHistory(order.id()).getLast().action().equals(CommonCause.ENDED_WITH);
  }

  private static boolean othersStand(OperationsQueries q, Alarm alarm, WorkOrder order) {
    return order.alarms().stream()
            .filter(id -> !id.equals(alarm.id()))
            .flatMap(id -> q.alarm(id).stream())
            .anyMatch(other -> other.active() || other.latched())
        || !q.ordersMergedInto(order.id()).isEmpty()
        || !q.reports().of(order.id()).isEmpty();
  }

  /** Since a person ended an order of the fault; where there is nothing, nobody asks for that. */
  private static List<SelfCleared> clearedSince(
      OperationsQueries q, String fault, Instant remembered) {
    List<SelfCleared> cleared =
        q.faults().selfCleared(fault, remembered).stream()
            .filter(one -> one.at().isAfter(remembered))
            .toList();
    Optional<Instant> ended =
        cleared.isEmpty() ? Optional.empty() : q.faults().endedByPerson(fault);
    return cleared.stream()
        .filter(one -> ended.filter(end -> !one.at().isAfter(end)).isEmpty())
        .toList();
  }

  /** What a step that is on record brings with it; the orders that were opened for it. */
  List<WorkOrder> after(OperationsTransaction tx, OrderStep step, Instant now) {
    return FaultMemory.failed(step)
        ? carriedOut(tx, memory.after(step.order(), past(tx, step, now), now), now)
        : List.of();
  }

  /** The same of a step that finds out that an order is of a fault. */
  List<WorkOrder> afterFoundOut(OperationsTransaction tx, OrderStep step, Instant now) {
    return carriedOut(tx, memory.afterFoundOut(step.order(), past(tx, step, now), now), now);
  }

  private static FaultMemory.Past past(OperationsTransaction tx, OrderStep step, Instant now) {
    String family = FaultMemory.family(step.order().fault().orElseThrow());
    Instant since = now.minus(FaultMemory.REMEMBERED);
    return new FaultMemory.Past(
        tx.faults().failures(family, since),
        tx.faults().closedLast(family, since),
        tx.orderOfFault(FaultMemory.causeOf(family), since));
  }

  private List<WorkOrder> carriedOut(
      OperationsTransaction tx, List<Remembered> remembered, Instant now) {
    List<WorkOrder> opened = new ArrayList<>();
    for (Remembered one : remembered) {
      switch (one) {
        case Remembered.Linked(OrderLink link) -> tx.links().add(link);
        case Remembered.CauseAsked(var draft, var orders) -> {
          OrderStep cause =
              draft.numbered(tx.nextOrderNumber(LocalDate.ofInstant(now, site.zone())));
          tx.record(cause.order(), cause.change());
          orders.forEach(
              order ->
                  tx.links()
                      .add(
                          new OrderLink(
                              cause.order().id(), order, OrderLink.Kind.ROOT_CAUSE, now)));
          opened.add(cause.order());
        }
      }
    }
    return opened;
  }
}
