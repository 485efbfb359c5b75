package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.workorder.Corrective;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.OtherOrders;

/** The orders beside one that is moved, as the store has them. */
public record RecordedOrders(OperationsQueries store) implements OtherOrders {
  /** Steps that leave the status as it is, and on which others rest. */
  private static final Set<String> GIVING =
      Set.of(OrderAction.DISPATCH.word(), OrderAction.REQUEST_HOLD.word());

  @Override
  public Optional<WorkOrder> order(String number) {
    return store.order(number);
  }

  @Override
  public Optional<WorkOrder> openBeside(WorkOrder order) {
    return order
        .fault()
        .flatMap(fault -> store.orderOfFault(fault, Instant.EPOCH))
        .filter(other -> other.status().open())
        .or(() -> laterOfPlan(order))
        .filter(other -> !other.id().equals(order.id()));
  }

  private Optional<WorkOrder> laterOfPlan(WorkOrder order) {
    if (order.plan().isEmpty() || order.equipment().isEmpty()) {
      return Optional.empty();
    }
    return store.openOrdersOfPlan(order.plan().get(), order.equipment().get()).stream()
        .filter(other -> other.openedAt().isAfter(order.openedAt()))
        .max(Comparator.comparing(WorkOrder::openedAt));
  }

  @Override
  public Optional<Instant> lastStep(String order) {
    return store.orderHistory(order).stream()
        .filter(
            line ->
                line.from().filter(line.to()::equals).isEmpty() || GIVING.contains(line.action()))
        .map(OrderChange::time)
        .reduce((_, later) -> later);
  }

  @Override
  public List<Alarm> inAlarm(WorkOrder order) {
    return Stream.concat(Stream.of(order), store.ordersMergedInto(order.id()).stream())
        .flatMap(one -> one.alarms().stream())
        .distinct()
        .flatMap(id -> store.alarm(id).stream())
        .filter(Alarm::active)
        .toList();
  }

  @Override
  public boolean reported(WorkOrder order) {
    return !store.reports().of(order.id()).isEmpty()
        || store.ordersMergedInto(order.id()).stream()
            .anyMatch(other -> other.source() == OrderSource.REPORT || reported(other));
  }

  @Override
  public Optional<String> correctiveOf(String order, int item) {
    return store.correctives().of(order, item).map(Corrective::child);
  }
}
