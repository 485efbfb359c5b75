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

  private Figures() {}
}
