package org.zhiban.benchmarks;

import java.util.List;

/**
 * Quantiles of measured values.
 *
 * @param sorted in rising order, not empty
 */
public record Quantiles(List<Double> sorted) {
  public Quantiles {
    sorted = sorted.stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
  }

  public double median() {
    return at(0.5);
  }

  /** The smallest value that at least the given share of all values does not pass. */
  public double at(double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.clamp(rank - 1L, 0, sorted.size() - 1));
  }
}
