package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.Page;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.AlarmOrders;
import org.zhiban.rules.workorder.OrderRefusal;
import org.zhiban.rules.workorder.OrderStep;
import org.zhiban.rules.workorder.Reception;
import org.zhiban.rules.workorder.Reception.Received;

/** Takes reports: each makes an order, or is one more caller of one. */
public final class ReportDesk {
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
     * @param opened orders that were opened for it besides, to look for a cause
     */
    record Recorded(WorkOrder order, boolean joined, List<WorkOrder> opened) implements Taken {
      public Recorded {
        opened = List.copyOf(opened);
      }

      /** All that was made or changed. */
      public List<WorkOrder> changed() {
        return Stream.concat(Stream.of(order), opened.stream()).toList();
      }
    }

    /** It is not, and why. */
    record Refused(OrderRefusal reason) implements Taken {}
  }

  /**
   * Takes a report down.
   *
   * @param said what is kept of the caller; under whatever order and number
   */
  public Taken take(OperationsTransaction tx, Reception.Told told, OrderReport said, Instant now) {
    List<WorkOrder> known =
        told.report()
            .equipment()
            .map(at -> known(tx, at, told.at()))
            .orElseGet(() -> named(tx, told.wish()));
    return switch (reception.take(told, said.takenBy(), known, now)) {
      case Received.Refused(var reason) -> new Taken.Refused(reason);
      case Received.Opened(var draft) -> {
        OrderStep step = orders.open(tx, draft, now);
        tx.reports().add(said.of(step.order().id(), 1));
        yield new Taken.Recorded(step.order(), false, orders.remembered(tx, step, now));
      }
      case Received.Joined(OrderStep step) -> {
        orders.moved(tx, step);
        String id = step.order().id();
        tx.reports().add(said.of(id, tx.reports().of(id).size() + 1));
        yield new Taken.Recorded(step.order(), true, orders.remembered(tx, step, now));
      }
    };
  }

  private static List<WorkOrder> known(OperationsTransaction tx, String equipment, Instant called) {
    List<WorkOrder> open =
        tx.orders(
                OrderStatus.OPEN,
                Optional.empty(),
                Optional.of(equipment),
                new Page.Request(Page.Request.MAX, Optional.empty()))
            .items();
    return Stream.concat(
            open.stream(),
            tx.faults().closedAt(equipment, called.minus(AlarmOrders.REOPENED_WITHIN)).stream())
        .toList();
  }

  /** Of a place without equipment only the order that is named is looked at. */
  private static List<WorkOrder> named(OperationsTransaction tx, Reception.Wish wish) {
    return wish instanceof Reception.Wish.Under(String number)
        ? tx.order(number).stream().toList()
        : List.of();
  }
}
