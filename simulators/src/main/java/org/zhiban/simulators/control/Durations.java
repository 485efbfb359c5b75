package org.zhiban.simulators.control;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people type them: {@code 90s}, {@code 5m}, {@code PT5M}, or seconds. */
public final class Durations {
  private static final Pattern WORD = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h|d)?");

  private Durations() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with words for the person who typed it
   */
  public static Duration parse(String text) {
    Matcher word = WORD.matcher(text.strip());
    if (word.matches()) {
      double amount = Double.parseDouble(word.group(1));
      double millis =
          switch (word.group(2)) {
            case "ms" -> 1;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            case null, default -> 1000;
          };
      return positive(Duration.ofMillis(Math.round(amount * millis)), text);
    }
    try {
      return positive(Duration.parse(text.strip().toUpperCase(Locale.ROOT)), text);
    } catch (DateTimeParseException notIso) {
      throw new IllegalArgumentException(
          "a length of time is written 500ms, 90s, 5m, 2h or PT5M, not " + text, notIso);
    }
  }

  private static Duration positive(Duration duration, String text) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a length of time is over 0: " + text);
    }
    return duration;
  }
}
