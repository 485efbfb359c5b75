package org.zhiban.rules.workorder;

import java.util.Optional;
import org.zhiban.model.workorder.WorkOrder;

/**
 * What the store knows of a fault.
 *
 * @param order its open order, or the newest of the last {@link AlarmOrders#REOPENED_WITHIN}
 * @param waiting whether an order for the alarm waits for its hold-off
 * @param earlier alarms of this fault before this one, within the time that the rule counts over
 */
public record FaultRecord(Optional<WorkOrder> order, boolean waiting, int earlier) {
  /** Nothing. */
  public static final FaultRecord NONE = new FaultRecord(Optional.empty(), false, 0);
}
