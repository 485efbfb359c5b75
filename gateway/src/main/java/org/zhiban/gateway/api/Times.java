package org.zhiban.gateway.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times of the API: ISO 8601 in UTC with milliseconds out, any offset in. */
final class Times {
  /** No store can say a time outside. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private static final DateTimeFormatter UTC_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern STEP = Pattern.compile("(\\d{1,7})(s|m|h|d)?");

  private Times() {}

  static String text(Instant time) {
    return UTC_MILLIS.format(time);
  }

  static @Nullable String text(Optional<Instant> time) {
    return time.map(Times::text).orElse(null);
  }

  static String millis(long time) {
    return text(Instant.ofEpochMilli(time));
  }

  /** Reads a time with its offset, or a date, which means its first moment in the site's zone. */
  static Instant parse(String name, String text, ZoneId zone) {
    try {
      Instant time =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
              : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        throw new DateTimeException("not of this age");
      }
      return time;
    } catch (DateTimeException _) {
      throw Refusal.badRequest(
          name + ": " + text + " is not a time; write 2026-11-21T08:00:00Z or 2026-11-21");
    }
  }

  /** Reads a length of time: {@code 60}, {@code 60s}, {@code 5m}, {@code 2h}, {@code 1d}. */
  static Duration length(String name, String text) {
    Matcher step = STEP.matcher(text);
    if (!step.matches()) {
      throw Refusal.badRequest(
          name + ": " + text + " is not a length of time; write 60s, 5m, 2h or 1d");
    }
    long amount = Long.parseLong(step.group(1));
    String unit = step.group(2) == null ? "s" : step.group(2);
    Duration length =
        switch (unit) {
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          case "d" -> Duration.ofDays(amount);
          default -> Duration.ofSeconds(amount);
        };
    if (length.isZero()) {
      throw Refusal.badRequest(name + " must be longer than nothing");
    }
    return length;
  }
}
