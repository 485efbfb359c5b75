package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.Optional;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/** Steps by which the machine gives an order away, or says why it does not. */
public final class MachineDispatch {
  private final Clocks clocks;

  public MachineDispatch(Site site) {
    this.clocks = new Clocks(site);
  }

  /**
   * The order in somebody's hands.
   *
   * @param who a staff id, or a contractor's
   * @param note why him
   */
  public OrderStep to(WorkOrder order, String who, String note, Instant now) {
    return new OrderEdit(order, now)
        .status(OrderStatus.DISPATCHED)
        .clocks(clocks.after(OrderAction.DISPATCH, order, OrderStatus.DISPATCHED, now))
        .assignee(who)
        .step(OrderDraft.MACHINE, Optional.empty(), OrderAction.DISPATCH.word(), Optional.of(note));
  }

  /** The order as it stands, with a line that says why nobody got it. */
  public OrderStep toNobody(WorkOrder order, String why, Instant now) {
    return new OrderEdit(order, now)
        .step(OrderDraft.MACHINE, Optional.empty(), "not_dispatched", Optional.of(why));
  }
}
