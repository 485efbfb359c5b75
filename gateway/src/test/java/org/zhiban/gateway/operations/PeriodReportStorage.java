package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.model.report.PeriodReport;
import org.zhiban.model.report.PeriodReport.Kind;

/** Reports of weeks and months. */
interface PeriodReportStorage extends StoreUnderTest {
  private static PeriodReport report(String id, Kind kind, int day, String json) {
    return new PeriodReport(
        id,
        kind,
        Given.T0.plus(Duration.ofDays(day - 7)),
        Given.T0.plus(Duration.ofDays(day)),
        Given.T0.plus(Duration.ofDays(day)).plusMillis(9),
        json);
  }

  @Test
  default void a_report_is_kept_once_and_stays_as_it_is_after_a_restart() {
    PeriodReport week = report("week-2026-11-27", Kind.WEEK, 7, "{\"费\":1}");
    PeriodReport later = report("week-2026-12-04", Kind.WEEK, 14, "{}");
    PeriodReport month = report("month-2026-11", Kind.MONTH, 10, "{}");
    List<Boolean> kept = new ArrayList<>();
    write(
        store(),
        tx -> {
          kept.add(tx.periodReports().keep(week));
          kept.add(tx.periodReports().keep(later));
          kept.add(tx.periodReports().keep(month));
        });
    reopened();
    write(
        store(),
        tx ->
            kept.add(
                tx.periodReports().keep(report(week.id(), Kind.WEEK, 7, "{\"forged\":true}"))));
    assertThat(kept).containsExactly(true, true, true, false);
    assertThat(found(q -> q.periodReports().of(week.id()))).contains(week);
    assertThat(found(q -> q.periodReports().of("week-2026-11-20"))).isEmpty();
    assertThat(listed(q -> q.periodReports().kept()))
        .extracting(PeriodReportQueries.Kept::id)
        .containsExactly(later.id(), month.id(), week.id());
    assertThat(found(q -> q.periodReports().last(Kind.WEEK, later.to()))).contains(later.to());
    assertThat(found(q -> q.periodReports().last(Kind.WEEK, later.to().minusMillis(1))))
        .contains(week.to());
    assertThat(found(q -> q.periodReports().last(Kind.MONTH, week.to()))).isEmpty();
  }
}
