package org.zhiban.rules.workorder;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;

/**
 * Working days of a site: its week, its closed days, and the weekends that are worked to make up
 * for them.
 */
public final class ServiceCalendar {
  private final Site site;

  public ServiceCalendar(Site site) {
    this.site = site;
  }

  /** Whether the service works on this day; without working hours of the site, Monday to Friday. */
  public boolean working(LocalDate day) {
    if (site.holidays().closed().contains(day)) {
      return false;
    }
    return site.holidays().working().contains(day)
        || site.workingHours()
            .map(hours -> hours.days().contains(day.getDayOfWeek()))
            .orElse(day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue());
  }

  /**
   * The moment a span after another: calendar days keep the hour of the day, working days skip
   * those that are not.
   */
  public Instant after(Instant start, Span span) {
    ZonedDateTime from = start.atZone(site.zone());
    return switch (span.unit()) {
      case MILLISECOND, SECOND, MINUTE, HOUR -> start.plus(span.toDuration());
      case DAY -> from.plusDays(span.amount()).toInstant();
      case WORKING_DAY -> workingDaysAfter(from, span.amount()).toInstant();
    };
  }

  private ZonedDateTime workingDaysAfter(ZonedDateTime from, long days) {
    ZonedDateTime day = from;
    for (long left = days; left > 0; ) {
      day = day.plusDays(1);
      if (working(day.toLocalDate())) {
        left--;
      }
    }
    return day;
  }
}
