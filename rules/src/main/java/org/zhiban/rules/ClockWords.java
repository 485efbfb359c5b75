package org.zhiban.rules;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as messages say them: {@code 11-24 17:05}, by the site's clocks. */
public final class ClockWords {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

  private ClockWords() {}

  public static String of(Instant at, ZoneId zone) {
    return DAY_AND_TIME.format(at.atZone(zone));
  }
}
