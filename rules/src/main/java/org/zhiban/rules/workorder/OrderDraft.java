package org.zhiban.rules.workorder;

import java.util.Optional;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.WorkOrder;

/** An order that has no number yet. */
public final class OrderDraft {
  /** Who acts where no person did. */
  public static final String MACHINE = "zhiban";

  /** What stands in the place of a number until there is one. */
  public static final String NO_NUMBER = "WX-00000000-000";

  private final WorkOrder order;
  private final OrderChange created;

  private OrderDraft(WorkOrder order, OrderChange created) {
    this.order = order;
    this.created = created;
  }

  /**
   * A draft of a new order.
   *
   * @param order under whatever number; opened before its last change where it was entered later
   * @param note the first line of its history
   */
  public static OrderDraft of(WorkOrder order, String actor, Optional<String> note) {
    return new OrderDraft(
        order,
        new OrderChange(
            order.id(),
            order.openedAt(),
            actor,
            Optional.empty(),
            "created",
            Optional.empty(),
            order.status(),
            note,
            Optional.of(order.updatedAt()).filter(at -> at.isAfter(order.openedAt()))));
  }

  /** The same, its evidence with the raw exchange that carried the first bad value. */
  public OrderDraft carriedBy(Optional<String> exchange) {
    return new OrderDraft(
        OrderBuilder.of(order)
            .evidence(order.evidence().map(evidence -> evidence.carriedBy(exchange)))
            .build(),
        created);
  }

  /** The order under its number, and its first line of history. */
  public OrderStep numbered(String number) {
    WorkOrder named = OrderBuilder.of(order).id(number).build();
    return new OrderStep(
        named,
        new OrderChange(
            number,
            created.time(),
            created.actor(),
            created.onBehalfOf(),
            created.action(),
            created.from(),
            created.to(),
            created.note(),
            created.enteredAt()));
  }
}
