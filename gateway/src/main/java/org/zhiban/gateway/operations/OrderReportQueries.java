package org.zhiban.gateway.operations;

import java.util.List;
import org.zhiban.model.workorder.OrderReport;

/** What can be asked of the reports of orders. */
public interface OrderReportQueries {
  /** What every caller said of an order, the first first. */
  List<OrderReport> of(String order);
}
