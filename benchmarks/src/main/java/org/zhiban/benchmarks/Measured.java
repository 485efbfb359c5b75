package org.zhiban.benchmarks;

import java.util.Optional;

/**
 * A measured value.
 *
 * @param name what it is, in words
 * @param goal what it is to reach, where that is said
 */
public record Measured(String name, double value, String unit, Optional<Goal> goal) {
  public Measured {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " was not measured: " + value);
    }
  }

  /** A value without a goal. */
  public static Measured of(String name, double value, String unit) {
    return new Measured(name, value, unit, Optional.empty());
  }

  public Measured withGoal(Goal wanted) {
    return new Measured(name, value, unit, Optional.of(wanted));
  }
}
