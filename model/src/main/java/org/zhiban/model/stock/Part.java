package org.zhiban.model.stock;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.Money;

/**
 * A spare part that is kept in stock.
 *
 * @param id what stands on its box; safe in addresses
 * @param unit in which it is counted: pieces, metres
 * @param minimum told when the stock falls under it; nothing: never
 * @param price of one, as it was bought last
 * @param stock the sum of its movements, never below zero; three places at most
 * @param movements how many there were: the number of the last
 * @param retiredAt when it was taken off the register
 * @param version rises by one with every change and every movement, from 1
 */
public record Part(
    String id,
    String name,
    String unit,
    Optional<String> place,
    BigDecimal minimum,
    Money price,
    BigDecimal stock,
    int movements,
    Optional<Instant> retiredAt,
    int version) {
  public Part {
    minimum = minimum.setScale(CostLine.PLACES);
    stock = stock.setScale(CostLine.PLACES);
    if (!valid(id) || name.isBlank() || unit.isBlank()) {
      throw new IllegalArgumentException("a part has a number, a name and a unit: " + id);
    }
    if (stock.signum() < 0 || minimum.signum() < 0) {
      throw new IllegalArgumentException(id + " cannot have less than nothing");
    }
    if (movements < 0 || version < 1) {
      throw new IllegalArgumentException("movements count from 0, versions from 1");
    }
  }

  /** Whether a text may be the number of a part. */
  public static boolean valid(String id) {
    return id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
  }

  /** Whether it is to be ordered again. */
  public boolean low() {
    return retiredAt.isEmpty() && stock.compareTo(minimum) < 0;
  }

  /** After a movement. */
  public Part moved(BigDecimal by, Money bought) {
    return new Part(
        id,
        name,
        unit,
        place,
        minimum,
        bought,
        stock.add(by),
        movements + 1,
        retiredAt,
        version + 1);
  }

  /** Off the register; its number is not given again. */
  public Part retired(Instant at) {
    return new Part(
        id, name, unit, place, minimum, price, stock, movements, Optional.of(at), version + 1);
  }
}
