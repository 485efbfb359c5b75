package org.zhiban.model.site;

import java.util.Currency;
import org.zhiban.model.cost.Money;

/**
 * In what a site counts, and what its own work costs.
 *
 * @param currency the one of the whole site
 * @param labourPerHour of the site's own people; nothing: labour is counted in minutes alone
 */
public record Charges(Currency currency, Money labourPerHour) {
  public static final Charges USUAL = new Charges(Currency.getInstance("CNY"), Money.NOTHING);

  /** An amount as a person reads it, {@code 120.00 CNY}. */
  public String text(Money amount) {
    return amount.decimal(currency).toPlainString() + " " + currency.getCurrencyCode();
  }
}
