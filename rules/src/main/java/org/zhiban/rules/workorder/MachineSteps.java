package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.Optional;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/** Steps that the machine takes with an order, each with its reason. */
public final class MachineSteps {
  private final Clocks clocks;

  public MachineSteps(Site site) {
    this.clocks = new Clocks(site);
  }

  /** Gives the order to somebody else. */
  public OrderStep given(WorkOrder order, String person, String why, Instant now) {
    return new OrderEdit(order, now)
        .status(OrderStatus.DISPATCHED)
        .clocks(clocks.after(OrderAction.DISPATCH, order, OrderStatus.DISPATCHED, now))
        .assignee(person)
        .step(OrderDraft.MACHINE, Optional.empty(), OrderAction.DISPATCH.word(), Optional.of(why));
  }

  /** Makes the order a major one [R22]. */
  public static OrderStep major(WorkOrder order, String why, Instant now) {
    OrderEdit edit = new OrderEdit(order, now).major();
    if (order.concern().filter(Concern.COMPLAINT::equals).isPresent()) {
      edit.serious();
    }
    return edit.step(OrderDraft.MACHINE, Optional.empty(), "major", Optional.of(why));
  }

  /** A line of the history of an order that stays as it is. */
  public static OrderChange line(WorkOrder order, String action, String what, Instant now) {
    return new OrderChange(
        order.id(),
        now,
        OrderDraft.MACHINE,
        Optional.empty(),
        action,
        Optional.of(order.status()),
        order.status(),
        Optional.of(what));
  }
}
