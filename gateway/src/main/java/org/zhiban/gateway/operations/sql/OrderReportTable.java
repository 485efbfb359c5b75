package org.zhiban.gateway.operations.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.OrderReportRecords;
import org.zhiban.model.workorder.OrderReport;

/** What callers said. */
record OrderReportTable(Handle handle) implements OrderReportRecords {
  private static final RowMapper<OrderReport> MAPPER =
      Row.mapper(
          row ->
              new OrderReport(
                  row.text("work_order"),
                  row.number("number"),
                  row.instant("reported_at"),
                  row.instant("written_at"),
                  row.word("channel", OrderReport.Channel.class),
                  row.text("content"),
                  row.optionalText("reported_by"),
                  row.optionalText("phone"),
                  row.optionalText("appointment"),
                  row.optionalText("urgent_by"),
                  row.text("taken_by")));

  @Override
  public List<OrderReport> of(String order) {
    return handle
        .createQuery("SELECT * FROM order_report WHERE work_order = :order ORDER BY number")
        .bind("order", order)
        .map(MAPPER)
        .list();
  }

  @Override
  public void add(OrderReport report) {
    handle
        .createUpdate(
            """
            INSERT INTO order_report (
              work_order, number, reported_at, written_at, channel, content, reported_by, phone,
              appointment, urgent_by, taken_by)
            VALUES (
              :order, :number, :reportedAt, :writtenAt, :channel, :content, :reportedBy, :phone,
              :appointment, :urgentBy, :takenBy)
            """)
        .bind("order", report.order())
        .bind("number", report.number())
        .bind("reportedAt", report.reportedAt())
        .bind("writtenAt", report.writtenAt())
        .bind("channel", report.channel())
        .bind("content", report.content())
        .bind("reportedBy", report.reportedBy())
        .bind("phone", report.phone())
        .bind("appointment", report.appointment())
        .bind("urgentBy", report.trigger())
        .bind("takenBy", report.takenBy())
        .execute();
  }
}
