package org.zhiban.rules.workorder;

import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.WorkOrder;

/** An order as it stands after a step, and the line of its history. */
public record OrderStep(WorkOrder order, OrderChange change) {}
