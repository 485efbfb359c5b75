package org.zhiban.gateway.operations;

import org.zhiban.model.cost.OrderCosts;

/** What can be written about the money of orders. */
public interface CostRecords extends CostQueries {
  /**
   * Adds lines.
   *
   * @throws ChangeRefusedException where an order has a line of that number
   */
  void add(OrderCosts lines);
}
