package org.zhiban.rules.workorder;

import java.util.Optional;
import org.zhiban.model.workorder.WorkOrder;

/** What makes two reports of people the same fault: the equipment and the trade. */
final class ReportedFault {
  private ReportedFault() {}

  /**
   * {@code equipment#trade}; empty where it is no fault, where one of them is not known, and of
   * life safety, of which each report is a fault of its own. No fault of an alarm is called so:
   * those have a slash.
   */
  static Optional<String> of(WorkOrder order, Merging merging) {
    return order
        .equipment()
        .filter(_ -> order.concern().isEmpty() && !order.trade().equals(HandReport.NO_TRADE))
        .filter(_ -> !merging.lifeSafety(order))
        .map(equipment -> equipment + "#" + order.trade());
  }
}
