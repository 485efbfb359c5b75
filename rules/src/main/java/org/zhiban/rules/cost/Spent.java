package org.zhiban.rules.cost;

import org.zhiban.model.cost.OrderCosts;
import org.zhiban.rules.workorder.OrderOutcome;

/**
 * What came of an action on an order, and the lines that it adds to the order's books; both are
 * saved in one transaction.
 */
public record Spent(OrderOutcome outcome, OrderCosts added) {
  static Spent nothing(OrderOutcome outcome) {
    return new Spent(outcome, OrderCosts.NONE);
  }
}
