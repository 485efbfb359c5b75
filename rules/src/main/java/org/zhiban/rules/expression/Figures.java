package org.zhiban.rules.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as a person writes them. */
public final class Figures {
  private static final int DECIMALS = 3;
  private static final MathContext SMALL = new MathContext(DECIMALS, RoundingMode.HALF_UP);

  /**
   * Three decimals at most, three significant digits below one, and no zeros at the end: {@code
   * 0.02} for a 32-bit 0.02, {@code 12} for 12.0.
   */
  public static String plain(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal rounded =
        Math.abs(value) < 1 ? exact.round(SMALL) : exact.setScale(DECIMALS, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * A measured value in a message: four significant digits and a decimal at least, since no sensor
   * of a building gives more: {@code 220.6} for 220.599, {@code 12345.7} for a counter.
   */
  public static String measured(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value) || size < 1) {
      return plain(value);
    }
    int decimals = size >= 100 ? 1 : size >= 10 ? 2 : DECIMALS;
    return plain(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue());
  }

  private Figures() {}
}
