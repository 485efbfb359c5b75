package org.zhiban.rules.cost;

import java.util.List;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.workorder.WorkOrder;

/**
 * The money of an order as it is on record.
 *
 * @param beside other orders of the same equipment, with what was written down of each lately
 */
public record Books(OrderCosts own, List<Beside> beside) {
  public static final Books EMPTY = new Books(OrderCosts.NONE, List.of());

  public Books {
    beside = List.copyOf(beside);
  }

  /** Another order of the same equipment. */
  public record Beside(WorkOrder order, OrderCosts costs) {}
}
