package org.zhiban.rules.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.WorkOrder;

/**
 * What figures are made of.
 *
 * @param orders that were opened before {@link #COMES_BACK} after the period, and are open or ended
 *     since its beginning
 * @param visits that were due or done in the period, and all that are due
 * @param alarms that were raised in the period, journal lines excepted
 */
public record Records(List<OfOrder> orders, List<Occurrence> visits, List<OfAlarm> alarms) {
  /** Within which a fault that comes back was not repaired. */
  public static final Duration COMES_BACK = Duration.ofDays(7);

  public Records {
    orders = List.copyOf(orders);
    visits = List.copyOf(visits);
    alarms = List.copyOf(alarms);
  }

  /** An order, its whole history, oldest first, and its return visits. */
  public record OfOrder(WorkOrder order, List<OrderChange> history, VisitBook visits) {
    public OfOrder {
      history = List.copyOf(history);
    }

    /** Without a return visit. */
    public OfOrder(WorkOrder order, List<OrderChange> history) {
      this(order, history, VisitBook.NONE);
    }
  }

  /**
   * An alarm.
   *
   * @param suppressed its record stands as suppressed or out of service: it was told to nobody
   */
  public record OfAlarm(
      String id,
      String equipment,
      String rule,
      Instant raisedAt,
      Optional<Instant> acknowledgedAt,
      boolean suppressed) {}
}
