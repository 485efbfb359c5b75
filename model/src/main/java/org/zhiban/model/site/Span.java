package org.zhiban.model.site;

import java.time.Duration;

/**
 * A length of time in the words of a site: a calendar day is not 24 h, and a working day skips
 * closed ones.
 */
public record Span(long amount, Unit unit) {
  public Span {
    if (amount < 0) {
      throw new IllegalArgumentException("a span is not negative: " + amount);
    }
  }

  /** Units of the configuration language. */
  public enum Unit {
    MILLISECOND("ms"),
    SECOND("s"),
    MINUTE("m"),
    HOUR("h"),
    DAY("d"),
    WORKING_DAY("wd");

    private final String suffix;

    Unit(String suffix) {
      this.suffix = suffix;
    }

    public String suffix() {
      return suffix;
    }
  }

  /**
   * The span of a fixed number of milliseconds; a day counts 24 h. Throws for working days, which
   * need a calendar.
   */
  public Duration toDuration() {
    return switch (unit) {
      case MILLISECOND -> Duration.ofMillis(amount);
      case SECOND -> Duration.ofSeconds(amount);
      case MINUTE -> Duration.ofMinutes(amount);
      case HOUR -> Duration.ofHours(amount);
      case DAY -> Duration.ofDays(amount);
      case WORKING_DAY -> throw new IllegalStateException("working days need a calendar");
    };
  }

  @Override
  public String toString() {
    return amount + unit.suffix;
  }
}
