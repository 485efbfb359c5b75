package org.zhiban.rules.alarm.kind;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Hours of each day of a site; {@code to} before {@code from} passes midnight, and both the same
 * are the whole day.
 */
record DayHours(LocalTime from, LocalTime to, ZoneId zone) {
  boolean contains(Instant at) {
    LocalTime time = LocalTime.ofInstant(at, zone);
    if (from.equals(to)) {
      return true;
    }
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !time.isBefore(from) || time.isBefore(to);
  }

  /** The next moment, after this one, at which they begin or end. */
  Instant nextChange(Instant after) {
    Instant begin = next(from, after);
    Instant end = next(to, after);
    return begin.isBefore(end) ? begin : end;
  }

  private Instant next(LocalTime time, Instant after) {
    ZonedDateTime day = after.atZone(zone);
    Instant today = day.with(time).toInstant();
    return today.isAfter(after) ? today : day.plusDays(1).with(time).toInstant();
  }
}
