package org.zhiban.rules.workorder;

import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.WorkOrder;

/** An order that has no number yet. */
@SuppressWarnings("DoNotCallSuggester")
public final class OrderDraft {
  private final WorkOrder order;
  private final OrderChange created;

  OrderDraft(WorkOrder order, OrderChange created) {
    this.order = order;
    this.created = created;
  }

  /** The order under its number, and its first line of history. */
  public OrderStep numbered(String number) {
    throw new UnsupportedOperationException(number + order + created);
  }
}
