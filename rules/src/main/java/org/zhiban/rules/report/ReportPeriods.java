package org.zhiban.rules.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.zhiban.model.report.PeriodReport.Kind;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.WorkingHours;
import org.zhiban.rules.SaneClock;

/**
 * The weeks and months of a site's reports [R9] [K2]. A month is the calendar's. A week ends when
 * the day of the report does, by the working hours of the site, and begins where the one before
 * ended: no moment is in two of them, or in none.
 */
public final class ReportPeriods {
  /** Where the site has no working hours. */
  private static final LocalTime END_OF_WORK = LocalTime.of(17, 0);

  private final Site site;

  public ReportPeriods(Site site) {
    this.site = site;
  }

  /** A week or month. */
  public record Of(String id, Kind kind, Instant from, Instant to) {}

  /**
   * The next one of which there is no report, once it is over.
   *
   * @param last where the last report's period ended; empty: there is none yet, and the newest
   *     period that is over is the first
   */
  public Optional<Of> next(Kind kind, Optional<Instant> last, Instant now) {
    if (!SaneClock.sane(now)) {
      return Optional.empty();
    }
    return switch (kind) {
      case MONTH -> month(last, now);
      case WEEK -> site.service().followUp().weekReport().flatMap(day -> week(day, last, now));
    };
  }

  private Optional<Of> month(Optional<Instant> last, Instant now) {
    YearMonth month =
        last.map(end -> YearMonth.from(end.atZone(site.zone())))
            .orElseGet(() -> YearMonth.from(now.atZone(site.zone())).minusMonths(1));
    Instant to = first(month.plusMonths(1));
    return to.isAfter(now)
        ? Optional.empty()
        : Optional.of(new Of("month-" + month, Kind.MONTH, first(month), to));
  }

  private Instant first(YearMonth month) {
    return month.atDay(1).atStartOfDay(site.zone()).toInstant();
  }

  private Optional<Of> week(DayOfWeek day, Optional<Instant> last, Instant now) {
    LocalDate ends = last.isEmpty() ? newest(day, now) : after(day, last.get());
    Instant to = end(ends);
    Instant from = last.orElseGet(() -> end(ends.minusWeeks(1)));
    return to.isAfter(now)
        ? Optional.empty()
        : Optional.of(new Of("week-" + ends, Kind.WEEK, from, to));
  }

  /** The last one that is over. */
  private LocalDate newest(DayOfWeek day, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, site.zone());
    LocalDate ends = today.with(TemporalAdjusters.previousOrSame(day));
    return end(ends).isAfter(now) ? ends.minusWeeks(1) : ends;
  }

  private LocalDate after(DayOfWeek day, Instant last) {
    LocalDate ends = LocalDate.ofInstant(last, site.zone()).with(TemporalAdjusters.nextOrSame(day));
    return end(ends).isAfter(last) ? ends : ends.plusWeeks(1);
  }

  private Instant end(LocalDate day) {
    LocalTime time = site.workingHours().map(WorkingHours::to).orElse(END_OF_WORK);
    return day.atTime(time).atZone(site.zone()).toInstant();
  }
}
