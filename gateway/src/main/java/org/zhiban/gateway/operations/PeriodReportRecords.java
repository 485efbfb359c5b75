package org.zhiban.gateway.operations;

import org.zhiban.model.report.PeriodReport;

/** What can be recorded of reports of weeks and months. */
public interface PeriodReportRecords extends PeriodReportQueries {
  /** Keeps it; false where one of the period is kept already, which stays as it is. */
  boolean keep(PeriodReport report);
}
