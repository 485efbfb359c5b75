package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
      return new RecurrenceDates(new RecurrenceRule(rrule), from.orElse(ANCHOR), zone);
    } catch (InvalidRecurrenceRuleException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Whether the rule names the hour of the day. */
  public boolean namesHour() {
    return rule.hasPart(Part.BYHOUR);
  }

  /** Its local times with a date in {@code [first, last]}, in order. */
  public List<LocalDateTime> between(LocalDate first, LocalDate last) {
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
    List<LocalDateTime> found = new ArrayList<>();
    while (dates.hasNext() && found.size() < MOST) {
      LocalDateTime next = LocalDateTime.ofInstant(Instant.ofEpochMilli(dates.nextMillis()), zone);
      if (next.toLocalDate().isAfter(last)) {
        break;
      }
      if (!next.toLocalDate().isBefore(first)) {
        found.add(next);
      }
    }
    return found;
  }
}
