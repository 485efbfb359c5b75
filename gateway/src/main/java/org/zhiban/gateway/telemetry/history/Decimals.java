package org.zhiban.gateway.telemetry.history;

/**
 * Doubles that are decimal numbers of few digits, as instruments deliver them: an integer and how
 * many of its digits are behind the point. What passed through a 32-bit register is tried as the
 * nearest float of such a number.
 */
final class Decimals {
  /** Digits behind the point, 0 to this. */
  static final int MAX_DIGITS = 6;

  /** The integers stay below the doubles' exact range, so that nothing is rounded on the way. */
  private static final double MAX_SCALED = 1L << 52;

  private static final double[] POWERS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};

  /** Whether {@link #of(long, int, boolean)} gives back exactly this value, bit by bit. */
  static boolean fits(double value, int digits, boolean single) {
    double scaled = value * POWERS[digits];
    return Math.abs(scaled) <= MAX_SCALED && same(of(Math.round(scaled), digits, single), value);
  }

  /** The integer of a value that fits. */
  static long scaled(double value, int digits) {
    return Math.round(value * POWERS[digits]);
  }

  static double of(long scaled, int digits, boolean single) {
    double value = scaled / POWERS[digits];
    return single ? (float) value : value;
  }

  /** Whether both are the same bits: tells 0.0 from -0.0 and one NaN from another. */
  static boolean same(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  private Decimals() {}
}
