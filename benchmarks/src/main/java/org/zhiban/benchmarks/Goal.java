package org.zhiban.benchmarks;

import java.text.NumberFormat;
import java.util.Locale;

/** What a value is to reach. A goal that is missed is said, and fails nothing. */
public record Goal(Side side, double bound) {
  public Goal {
    if (!Double.isFinite(bound)) {
      throw new IllegalArgumentException("a bound is a number: " + bound);
    }
  }

  /** On which side of the bound the good values are; the bound is one of them. */
  public enum Side {
    AT_LEAST(">="),
    AT_MOST("<=");

    private final String sign;

    Side(String sign) {
      this.sign = sign;
    }
  }

  public static Goal atLeast(double bound) {
    return new Goal(Side.AT_LEAST, bound);
  }

  public static Goal atMost(double bound) {
    return new Goal(Side.AT_MOST, bound);
  }

  public boolean reachedBy(double value) {
    return switch (side) {
      case AT_LEAST -> value >= bound;
      case AT_MOST -> value <= bound;
    };
  }

  /** For people: {@code >= 0.2}. */
  @Override
  public String toString() {
    return side.sign + " " + NumberFormat.getInstance(Locale.ROOT).format(bound);
  }
}
