package org.zhiban.model.stock;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.Money;

/**
 * What came to a part's shelf or left it. Movements are never changed; another one corrects.
 *
 * @param number of the part's movements, from 1
 * @param quantity what the stock grew by; negative: shrank by. Nothing only where a count agreed
 * @param price of one, where it was bought
 * @param line of the order's books that issued it or took it back: there is one movement of a line
 */
public record Movement(
    String part,
    int number,
    Kind kind,
    BigDecimal quantity,
    Optional<Money> price,
    Optional<OfOrder> line,
    Optional<String> reason,
    String by,
    Instant at) {
  public Movement {
    quantity = quantity.setScale(CostLine.PLACES);
    boolean fits =
        switch (kind) {
          case RECEIVED, RETURNED -> quantity.signum() > 0;
          case ISSUED, WRITTEN_OFF -> quantity.signum() < 0;
          case COUNTED -> true;
        };
    boolean ordered = kind == Kind.ISSUED || kind == Kind.RETURNED;
    if (number < 1 || !fits || ordered != line.isPresent()) {
      throw new IllegalArgumentException("no movement is " + kind + " " + quantity);
    }
  }

  /** A line of the books of an order. */
  public record OfOrder(String workOrder, int line) {}

  /** Why it moved. */
  public enum Kind {
    /** Bought, or brought from elsewhere. */
    RECEIVED,
    /** Went into an order. */
    ISSUED,
    /** The order's line was taken back. */
    RETURNED,
    /** Somebody counted, and it is another number. */
    COUNTED,
    /** Broken, lost, or too old. */
    WRITTEN_OFF;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
