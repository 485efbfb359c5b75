package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.List;
import org.zhiban.model.cost.OrderCosts;

/** What can be asked about the money of orders. */
public interface CostQueries {
  /** Everything about the money of an order. */
  OrderCosts of(String order);

  /** The orders of whose costs something was written within a time, by number. */
  List<String> ordersWithCosts(Instant from, Instant to);

  /** The other orders of an equipment of whose costs something was written since, by number. */
  List<String> ordersBeside(String order, String equipment, Instant since);
}
