package org.zhiban.rules.expression;

/**
 * The values of one point between which something that is judged by it stays as it is, its quality
 * unchanged: from {@link #low} to {@link #high}, both included. It begins as every value.
 */
public final class Steady {
  private double low = Double.NEGATIVE_INFINITY;
  private double high = Double.POSITIVE_INFINITY;

  /** Begins again, as every value. */
  public void everything() {
    low = Double.NEGATIVE_INFINITY;
    high = Double.POSITIVE_INFINITY;
  }

  /** No value: each sample is to be judged. */
  public void nothing() {
    low = Double.POSITIVE_INFINITY;
    high = Double.NEGATIVE_INFINITY;
  }

  /** At most these values, both included. */
  public void within(double least, double most) {
    low = Math.max(low, least);
    high = Math.min(high, most);
  }

  /** This value alone. */
  public void only(double value) {
    within(value, value);
  }

  /** The values on this side of a limit that belongs to those above it. */
  public void sideOf(double limit, boolean atOrAbove) {
    if (atOrAbove) {
      within(limit, Double.POSITIVE_INFINITY);
    } else {
      within(Double.NEGATIVE_INFINITY, Math.nextDown(limit));
    }
  }

  public double low() {
    return low;
  }

  public double high() {
    return high;
  }
}
