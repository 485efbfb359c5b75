package org.zhiban.gateway.operations;

import org.zhiban.model.workorder.OrderReport;

/** What can be changed in the reports of orders. */
public interface OrderReportRecords extends OrderReportQueries {
  /** Adds a report; a second one of its number is refused by the store. */
  void add(OrderReport report);
}
