package org.zhiban.rules.workorder;

import java.util.Optional;
import org.zhiban.model.workorder.WorkOrder;

/**
 * What the store knows of a fault.
 *
 * @param order its open order, or the newest of the last {@link AlarmOrders#REOPENED_WITHIN}
 * @param waiting whether an order for the alarm waits for its hold-off
 * @param earlier alarms of this fault before this one, within the time that the rule counts over
 * @param itself how it went away before
 */
public record FaultRecord(Optional<WorkOrder> order, boolean waiting, int earlier, Itself itself) {
  /** Nothing. */
  public static final FaultRecord NONE = new FaultRecord(Optional.empty(), false, 0, Itself.NEVER);

  /**
   * What went away by itself.
   *
   * @param times how often the fault did, within {@link FaultMemory#REMEMBERED}, since a person
   *     ended an order of it
   * @param closed whether its order was closed for that
   * @param othersStand whether another alarm of the order stands, or another order was put under it
   */
  public record Itself(int times, boolean closed, boolean othersStand) {
    public static final Itself NEVER = new Itself(0, false, false);
  }
}
