package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.zhiban.gateway.operations.PeriodReportRecords;
import org.zhiban.model.report.PeriodReport;

/** Reports of weeks and months. */
record PeriodReportTable(Handle handle) implements PeriodReportRecords {
  @Override
  public Optional<PeriodReport> of(String id) {
    return handle
        .createQuery("SELECT * FROM period_report WHERE id = :id")
        .bind("id", id)
        .map(
            Row.mapper(
                row ->
                    new PeriodReport(
                        row.text("id"),
                        row.word("kind", PeriodReport.Kind.class),
                        row.instant("from_at"),
                        row.instant("to_at"),
                        row.instant("made_at"),
                        row.text("report"))))
        .findOne();
  }

  @Override
  public List<Kept> kept() {
    return handle
        .createQuery(
            """
            SELECT id, kind, from_at, to_at, made_at FROM period_report
            ORDER BY to_at DESC, kind, id
            """)
        .map(
            Row.mapper(
                row ->
                    new Kept(
                        row.text("id"),
                        row.word("kind", PeriodReport.Kind.class),
                        row.instant("from_at"),
                        row.instant("to_at"),
                        row.instant("made_at"))))
        .list();
  }

  @Override
  public Optional<Instant> last(PeriodReport.Kind kind, Instant by) {
    return handle
        .createQuery(
            """
            SELECT to_at FROM period_report WHERE kind = :kind AND to_at <= :by
            ORDER BY to_at DESC LIMIT 1
            """)
        .bind("kind", kind)
        .bind("by", by)
        .map(Row.mapper(row -> row.instant("to_at")))
        .findOne();
  }

  @Override
  public boolean keep(PeriodReport report) {
    return handle
            .createUpdate(
                """
                INSERT INTO period_report (id, kind, from_at, to_at, made_at, report)
                VALUES (:id, :kind, :from, :to, :madeAt, :report)
                ON CONFLICT (id) DO NOTHING
                """)
            .bind("id", report.id())
            .bind("kind", report.kind())
            .bind("from", report.from())
            .bind("to", report.to())
            .bind("madeAt", report.madeAt())
            .bind("report", report.json())
            .execute()
        == 1;
  }
}
