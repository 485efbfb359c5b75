package org.zhiban.rules.dispatch;

import java.util.Optional;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/**
 * Orders alike that somebody has in hand.
 *
 * @param assignee a staff id, or a contractor's
 * @param orders how many, from 1
 */
public record OpenWork(
    String assignee,
    OrderSource source,
    OrderStatus status,
    Urgency urgency,
    Optional<Priority> priority,
    int orders) {
  public OpenWork {
    if (orders < 1) {
      throw new IllegalArgumentException("work in hand counts from 1");
    }
  }

  /** One order; empty where nobody has it. */
  public static Optional<OpenWork> of(WorkOrder order) {
    return order
        .assignee()
        .map(
            who ->
                new OpenWork(
                    who, order.source(), order.status(), order.urgency(), order.priority(), 1));
  }
}
