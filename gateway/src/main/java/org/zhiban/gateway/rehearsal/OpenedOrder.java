package org.zhiban.gateway.rehearsal;

import java.time.Instant;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/**
 * An order that was opened for an alarm.
 *
 * @param rule of whose alarm
 */
record OpenedOrder(
    RuleName rule, LocalizedText title, String trade, Urgency urgency, Instant openedAt) {
  private static final int PARTS = 3;

  static OpenedOrder of(String fault, WorkOrder order, Instant openedAt) {
    String[] parts = fault.split("/", PARTS);
    return new OpenedOrder(
        new RuleName(parts[0], parts[1]), order.title(), order.trade(), order.urgency(), openedAt);
  }
}
