package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/** The dates of an RFC 5545 rule in a zone. */
public final class RecurrenceDates {
  /** A Monday on which every rule of interval one may be counted from. */
  private static final LocalDate ANCHOR = LocalDate.of(2024, 1, 1);

  private static final Period AHEAD = Period.ofYears(10);
  private static final int MOST = 20_000;

  private final RecurrenceRule rule;
  private final LocalDate from;
  private final ZoneId zone;

  private RecurrenceDates(RecurrenceRule rule, LocalDate from, ZoneId zone) {
    this.rule = rule;
    this.from = from;
    this.zone = zone;
  }

  /**
   * Reads a rule.
   *
   * @param from what an interval over one is counted from
   * @throws IllegalArgumentException with words for a person, where it is none
   */
  public static RecurrenceDates of(String rrule, Optional<LocalDate> from, ZoneId zone) {
    try {
      RecurrenceRule rule = new RecurrenceRule(rrule);
      if (rule.getUntil() != null) {
        rule.setUntil(inZone(rule.getUntil(), zone));
      }
      return new RecurrenceDates(rule, from.orElse(ANCHOR), zone);
    } catch (InvalidRecurrenceRuleException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * A UNTIL without a time includes its day, one without a zone is in the site's; lib-recur refuses
   * either beside a start that has a time and a zone.
   */
  private static DateTime inZone(DateTime until, ZoneId zone) {
    if (!until.isAllDay() && !until.isFloating()) {
      return until;
    }
    boolean day = until.isAllDay();
    return new DateTime(
        TimeZone.getTimeZone(zone),
        until.getYear(),
        until.getMonth(),
        until.getDayOfMonth(),
        day ? 23 : until.getHours(),
        day ? 59 : until.getMinutes(),
        day ? 59 : until.getSeconds());
  }

  /** What is to be expected of a rule. */
  public enum Outlook {
    /** It has a date in the ten years to come. */
    COMES,
    /** It had dates, or ended by its UNTIL, and has none in the ten years to come. */
    OVER,
    /** It never had a date, and has none in the ten years to come: a 30 February. */
    NEVER
  }

  /** What is to be expected of it from a day on, or from its beginning where that is later. */
  public Outlook outlook(LocalDate today) {
    LocalDate begin = today.isBefore(from) ? from : today;
    LocalDate last = begin.plus(AHEAD);
    if (!between(begin, last).isEmpty()) {
      return Outlook.COMES;
    }
    return ended(begin) || !between(from, last.plus(AHEAD)).isEmpty()
        ? Outlook.OVER
        : Outlook.NEVER;
  }

  private boolean ended(LocalDate begin) {
    return rule.getUntil() != null
        && LocalDate.ofInstant(Instant.ofEpochMilli(rule.getUntil().getTimestamp()), zone)
            .isBefore(begin);
  }

  /** Whether the rule names the hour of the day. */
  public boolean namesHour() {
    return rule.hasPart(Part.BYHOUR);
  }

  /**
   * Its local times with a date in {@code [first, last]}, in order. A rule whose days never come
   * (30 February) has none: its search ends after a thousand intervals without a date.
   */
  public List<LocalDateTime> between(LocalDate first, LocalDate last) {
    List<LocalDateTime> found = new ArrayList<>();
    try {
      collect(first, last, found);
    } catch (IllegalArgumentException | IllegalStateException _) {
      // Either one, by the part that filters: lib-recur gave up looking for a next date.
    }
    return found;
  }

  private void collect(LocalDate first, LocalDate last, List<LocalDateTime> found) {
    DateTime start =
        new DateTime(
            TimeZone.getTimeZone(zone),
            from.getYear(),
            from.getMonthValue() - 1,
            from.getDayOfMonth(),
            0,
            0,
            0);
    RecurrenceRuleIterator dates = rule.iterator(start);
    long begin = first.atStartOfDay(zone).toInstant().toEpochMilli();
    if (begin > start.getTimestamp()) {
      dates.fastForward(begin);
    }
    while (dates.hasNext() && found.size() < MOST) {
      LocalDateTime next = LocalDateTime.ofInstant(Instant.ofEpochMilli(dates.nextMillis()), zone);
      if (next.toLocalDate().isAfter(last)) {
        break;
      }
      if (!next.toLocalDate().isBefore(first)) {
        found.add(next);
      }
    }
  }
}
