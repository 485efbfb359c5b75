package org.zhiban.rules.figures;

import java.util.Locale;

/** In what a figure is said, and how its sums become its value. */
public enum Unit {
  /** A number of rows. */
  COUNT(1, 1),
  /** Rows out of rows, 0 to 1. */
  SHARE(1, 1),
  /** Time out of time, both kept in milliseconds and told in hours; 0 to 1. */
  TIME_SHARE(3_600_000, 3_600_000),
  /** Milliseconds a row, told in minutes. */
  MINUTES(60_000, 1),
  /** Milliseconds a row, told in hours. */
  HOURS(3_600_000, 1),
  /** Check points of a month, kept in twelfths. */
  POINTS(12, 1),
  /** Check points out of check points, both kept in twelfths. */
  POINT_SHARE(12, 12);

  private final long numeratorParts;
  private final long denominatorParts;

  Unit(long numeratorParts, long denominatorParts) {
    this.numeratorParts = numeratorParts;
    this.denominatorParts = denominatorParts;
  }

  /** Whether it is a sum, which is 0 where there is nothing, and is not divided. */
  public boolean sum() {
    return this == COUNT || this == POINTS;
  }

  /** The upper sum as it is told. */
  public double numerator(long parts) {
    return (double) parts / numeratorParts;
  }

  /** The lower sum as it is told. */
  public double denominator(long parts) {
    return (double) parts / denominatorParts;
  }

  /** Its name for those who show it: shares are shares, whatever they are of. */
  public String word() {
    return switch (this) {
      case COUNT, POINTS -> "count";
      case SHARE, TIME_SHARE, POINT_SHARE -> "share";
      case MINUTES, HOURS -> name().toLowerCase(Locale.ROOT);
    };
  }
}
