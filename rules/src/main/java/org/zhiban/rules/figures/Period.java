package org.zhiban.rules.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The time that figures are of.
 *
 * @param from its first moment
 * @param to its end, not part of it
 * @param now when the figures are made; what comes after it is not known yet
 */
public record Period(Instant from, Instant to, Instant now) {
  public Period {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a period ends after it begins: " + from + " " + to);
    }
  }

  boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  /** Up to when it is known: its end, or now. */
  Instant end() {
    return to.isBefore(now) ? to : now;
  }

  /** Whether it reaches the present, so that what stands now is what stands at its end. */
  boolean current() {
    return !now.isAfter(to) && !now.isBefore(from);
  }

  /** Its calendar months, the first and the last cut where it begins and ends. */
  public List<OfMonth> months(ZoneId zone) {
    List<OfMonth> months = new ArrayList<>();
    YearMonth month = YearMonth.from(from.atZone(zone));
    for (Instant start = from; start.isBefore(to); month = month.plusMonths(1)) {
      Instant next = first(month.plusMonths(1), zone);
      Instant end = next.isBefore(to) ? next : to;
      months.add(new OfMonth(month, new Period(start, end, now)));
      start = end;
    }
    return months;
  }

  /** Whether it is made of whole calendar months. */
  boolean wholeMonths(ZoneId zone) {
    return firstOfMonth(from.atZone(zone)) && firstOfMonth(to.atZone(zone));
  }

  private static boolean firstOfMonth(ZonedDateTime time) {
    return time.equals(time.toLocalDate().withDayOfMonth(1).atStartOfDay(time.getZone()));
  }

  private static Instant first(YearMonth month, ZoneId zone) {
    LocalDate day = month.atDay(1);
    return day.atStartOfDay(zone).toInstant();
  }

  /** What of a period is in a month. */
  public record OfMonth(YearMonth month, Period part) {}
}
