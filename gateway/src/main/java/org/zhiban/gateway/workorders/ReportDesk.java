package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.Page;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.OrderRefusal;
import org.zhiban.rules.workorder.OrderStep;
import org.zhiban.rules.workorder.Reception;
import org.zhiban.rules.workorder.Reception.Received;

/** Takes reports: each makes an order, or is one more caller of one. */
public final class ReportDesk {
  private static final Set<OrderStatus> OPEN =
      EnumSet.copyOf(Arrays.stream(OrderStatus.values()).filter(OrderStatus::open).toList());

  private final Reception reception;
  private final OrderDesk orders;

  public ReportDesk(Site site, OrderDesk orders) {
    this.reception = new Reception(site);
    this.orders = orders;
  }

  /** What came of a report. */
  public sealed interface Taken {
    /**
     * It is on record.
     *
     * @param joined whether the order was there before
     */
    record Recorded(WorkOrder order, boolean joined) implements Taken {}

    /** It is not, and why. */
    record Refused(OrderRefusal reason) implements Taken {}
  }

  /**
   * Takes a report down.
   *
   * @param said what is kept of the caller; under whatever order and number
   */
  public Taken take(OperationsTransaction tx, Reception.Told told, OrderReport said, Instant now) {
    List<WorkOrder> open =
        told.report().equipment().isPresent()
            ? tx.orders(
                    OPEN,
                    Optional.empty(),
                    told.report().equipment(),
                    new Page.Request(Page.Request.MAX, Optional.empty()))
                .items()
            : named(tx, told.wish());
    return switch (reception.take(told, said.takenBy(), open, now)) {
      case Received.Refused(var reason) -> new Taken.Refused(reason);
      case Received.Opened(var draft) -> {
        WorkOrder order = orders.open(tx, draft, now).order();
        tx.reports().add(said.of(order.id(), 1));
        yield new Taken.Recorded(order, false);
      }
      case Received.Joined(OrderStep step) -> {
        orders.moved(tx, step);
        String id = step.order().id();
        tx.reports().add(said.of(id, tx.reports().of(id).size() + 1));
        yield new Taken.Recorded(step.order(), true);
      }
    };
  }

  /** Of a place without equipment only the order that is named is looked at. */
  private static List<WorkOrder> named(OperationsTransaction tx, Reception.Wish wish) {
    return wish instanceof Reception.Wish.Under(String number)
        ? tx.order(number).stream().toList()
        : List.of();
  }
}
