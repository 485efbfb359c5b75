package org.zhiban.drivers.modbus;

/**
 * Raw number to engineering unit: raw x scale + offset.
 *
 * <p>Scales are mostly written as a decimal fraction such as 0.1, which no double is; where the
 * scale stands for one part of a whole number, the raw number is divided by that number instead, so
 * that 3 at 0.1 gives 0.3 and not 0.30000000000000004.
 */
record Scaling(double scale, double offset, double divisor) {
  private static final double MAX_DIVISOR = 1e9;

  Scaling(double scale, double offset) {
    this(scale, offset, divisor(scale));
  }

  private static double divisor(double scale) {
    double whole = Math.rint(1 / scale);
    boolean exact = Math.abs(whole) > 1 && Math.abs(whole) <= MAX_DIVISOR && 1 / whole == scale;
    return exact ? whole : 0;
  }

  /** The inverse of {@link #apply}. */
  double undo(double unit) {
    double shifted = unit - offset;
    return divisor == 0 ? shifted / scale : shifted * divisor;
  }

  double apply(double raw) {
    return (divisor == 0 ? raw * scale : raw / divisor) + offset;
  }
}
