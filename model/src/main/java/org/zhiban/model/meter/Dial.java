package org.zhiban.model.meter;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The counter that hangs at a place now; an exchange puts another in its place.
 *
 * @param serial the maker's number
 * @param digits before the point, 1 to 10: with 5, 99999.9 is followed by 0
 * @param ratio by which what passed on the dial is multiplied: current times voltage transformer, 1
 *     without; above 0, at most six places before the point and six after it
 */
public record Dial(Optional<String> serial, int digits, BigDecimal ratio) {
  /** The most digits after the point of what is read. */
  public static final int PLACES = 4;

  private static final int RATIO_PLACES = 6;
  private static final BigDecimal RATIO_END = BigDecimal.TEN.pow(6);

  public Dial {
    if (digits < 1 || digits > 10) {
      throw new IllegalArgumentException("a dial has 1 to 10 digits before the point: " + digits);
    }
    if (!ratioFits(ratio)) {
      throw new IllegalArgumentException("no ratio: " + ratio);
    }
    ratio = plain(ratio);
  }

  /** Whether a number may be a ratio. */
  public static boolean ratioFits(BigDecimal ratio) {
    return ratio.signum() > 0
        && ratio.compareTo(RATIO_END) < 0
        && plain(ratio).scale() <= RATIO_PLACES;
  }

  /** What the dial would show after its last number, had it one digit more. */
  public BigDecimal turn() {
    return BigDecimal.TEN.pow(digits);
  }

  /** Whether the dial can show a number. */
  public boolean shows(BigDecimal value) {
    return value.signum() >= 0 && value.compareTo(turn()) < 0 && plain(value).scale() <= PLACES;
  }

  /** Without zeros at the end: one number has one form. */
  static BigDecimal plain(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }
}
