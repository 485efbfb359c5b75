package org.zhiban.rules.workorder;

import java.util.List;
import java.util.stream.Stream;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.cost.Books;

/** An order and its books, as a store would hold them. */
record KeptOrder(WorkOrder order, OrderCosts costs) {
  Books books() {
    return new Books(costs, List.of());
  }

  KeptOrder after(WorkOrder next, OrderCosts added) {
    return new KeptOrder(
        next,
        new OrderCosts(
            joined(costs.lines(), added.lines()),
            joined(costs.consents(), added.consents()),
            joined(costs.approvals(), added.approvals())));
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /** The first line that was not taken back. */
  static String standing(OrderCosts costs) {
    return costs.lines().stream()
        .filter(line -> line.corrects().isEmpty() && !costs.countered(line.line()))
        .map(line -> String.valueOf(line.line()))
        .findFirst()
        .orElse("1");
  }
}
