package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.rules.workorder.ServiceCalendar;

/**
 * On which days and at what hours the work of a plan is done. The night of a window over midnight
 * belongs to the day on which it begins.
 */
final class WorkHours {
  private static final LocalTime START_OF_SERVICE = LocalTime.of(8, 0);

  private final Site site;
  private final ServiceCalendar calendar;

  WorkHours(Site site) {
    this.site = site;
    this.calendar = new ServiceCalendar(site);
  }

  /** The date of a moment at the site. */
  LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, site.zone());
  }

  /** The last date of the time before a moment. */
  LocalDate lastDay(Instant end) {
    return day(end.minusMillis(1));
  }

  /** The day to which work at a moment belongs. */
  LocalDate serviceDay(PlanSpec plan, Instant time) {
    ZonedDateTime local = time.atZone(site.zone());
    return overMidnight(plan) && local.toLocalTime().isBefore(end(plan))
        ? local.toLocalDate().minusDays(1)
        : local.toLocalDate();
  }

  /**
   * Whether the people of a plan work on a day: by night on all that are not closed, else by the
   * service calendar.
   */
  boolean worked(PlanSpec plan, LocalDate day) {
    return plan.window().isPresent()
        ? !site.holidays().closed().contains(day)
        : calendar.working(day);
  }

  LocalTime start(PlanSpec plan) {
    return plan.window()
        .map(PlanSpec.Window::from)
        .orElseGet(() -> site.workingHours().map(hours -> hours.from()).orElse(START_OF_SERVICE));
  }

  Instant start(PlanSpec plan, LocalDate day) {
    return day.atTime(start(plan)).atZone(site.zone()).toInstant();
  }

  /** The end of a plan's hours that begin on a day; without hours the day's own. */
  Instant end(PlanSpec plan, LocalDate day) {
    if (plan.window().isEmpty() || end(plan).equals(LocalTime.MIDNIGHT)) {
      return endOf(day);
    }
    return day.plusDays(overMidnight(plan) ? 1 : 0)
        .atTime(end(plan))
        .atZone(site.zone())
        .toInstant();
  }

  /** When a longest gap that ends on a day is broken: with the day, or with the night after it. */
  Instant broken(PlanSpec plan, LocalDate day) {
    return overMidnight(plan) ? end(plan, day) : endOf(day);
  }

  /** The first day whose hours are not over. */
  LocalDate soonest(PlanSpec plan, Instant now) {
    LocalDate today = day(now);
    return now.isBefore(end(plan, today)) ? today : today.plusDays(1);
  }

  /** The larger visit is aimed at no later than the smaller is due, and the other way round. */
  boolean beside(Occurrence larger, Occurrence smaller) {
    return !larger.nominal().isAfter(lastDay(smaller.dueAt()))
        && !smaller.nominal().isAfter(lastDay(larger.dueAt()));
  }

  private static boolean overMidnight(PlanSpec plan) {
    return plan.window()
        .filter(window -> !window.to().equals(LocalTime.MIDNIGHT))
        .filter(window -> window.to().isBefore(window.from()))
        .isPresent();
  }

  private static LocalTime end(PlanSpec plan) {
    return plan.window().map(PlanSpec.Window::to).orElse(LocalTime.MIDNIGHT);
  }

  private Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(site.zone()).toInstant();
  }
}
