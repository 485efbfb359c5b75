package org.zhiban.model.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in the site's currency; negative in a counter-entry.
 *
 * @param minor in the currency's smallest unit: fen, cents
 */
public record Money(long minor) implements Comparable<Money> {
  public static final Money NOTHING = new Money(0);

  /** The largest amount that is taken, in minor units: nobody repairs anything for more. */
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

  /**
   * The amount that a decimal number writes.
   *
   * @throws ArithmeticException where it has more places than the currency, or is too large
   */
  public static Money of(BigDecimal amount, Currency currency) {
    BigDecimal minor = amount.movePointRight(places(currency));
    if (minor.abs().compareTo(MOST) > 0) {
      throw new ArithmeticException("too large");
    }
    return new Money(minor.longValueExact());
  }

  /** The same, rounded half up to the places of the currency. */
  public static Money rounded(BigDecimal amount, Currency currency) {
    return of(amount.setScale(places(currency), RoundingMode.HALF_UP), currency);
  }

  /** Places behind the point; a currency without a unit of account has none. */
  private static int places(Currency currency) {
    return Math.max(0, currency.getDefaultFractionDigits());
  }

  /** The decimal number, with all the places of the currency. */
  public BigDecimal decimal(Currency currency) {
    return BigDecimal.valueOf(minor, places(currency));
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minor, other.minor));
  }

  public Money negated() {
    return new Money(Math.negateExact(minor));
  }

  /** That many times, rounded half up to the smallest unit. */
  public Money times(BigDecimal factor) {
    return new Money(
        BigDecimal.valueOf(minor)
            .multiply(factor)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact());
  }

  public Money max(Money other) {
    return minor >= other.minor ? this : other;
  }

  public boolean positive() {
    return minor > 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minor, other.minor);
  }
}
