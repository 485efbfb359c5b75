package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.util.List;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.cost.Approvals;
import org.zhiban.rules.cost.Books;

/** Opens the books of an order. */
public final class CostDesk {
  private CostDesk() {}

  /** Its money, and that of the orders beside it. */
  public static Books books(OperationsQueries store, WorkOrder order, Instant now) {
    List<Books.Beside> beside =
        order.equipment().stream()
            .flatMap(
                equipment ->
                    store
                        .costs()
                        .ordersBeside(order.id(), equipment, now.minus(Approvals.TOGETHER))
                        .stream())
            .flatMap(id -> store.order(id).stream())
            .map(other -> new Books.Beside(other, store.costs().of(other.id())))
            .toList();
    return new Books(store.costs().of(order.id()), beside);
  }
}
