package org.zhiban.model.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A line of what an order costs. Lines are never changed: a counter-entry with everything negative
 * takes one back.
 *
 * @param line from 1, by order
 * @param part number in the register of the stock, of a part that was issued from there
 * @param text what it is, in words
 * @param quantity pieces, metres, or minutes of labour; three places at most, never zero
 * @param unitPrice of a piece, a metre, or an hour of labour
 * @param person whose labour
 * @param corrects the line that this one takes back
 */
public record CostLine(
    String workOrder,
    int line,
    Kind kind,
    Optional<String> part,
    String text,
    BigDecimal quantity,
    Money unitPrice,
    Money amount,
    Payer payer,
    Optional<String> person,
    OptionalInt corrects,
    Optional<String> note,
    String by,
    Instant at) {
  /** Places behind the point of a quantity. */
  public static final int PLACES = 3;

  public CostLine {
    quantity = quantity.setScale(PLACES);
    if (line < 1 || quantity.signum() == 0) {
      throw new IllegalArgumentException("lines count from 1, and of nothing there is no line");
    }
    if ((quantity.signum() < 0) != corrects.isPresent()) {
      throw new IllegalArgumentException("only a counter-entry is negative, and it always is");
    }
  }

  /** What a line is of. */
  public enum Kind {
    PART,
    LABOUR,
    /** Anything else that is paid: a contractor, a hired crane. */
    COST,
    /** What it is expected to cost, all in all; asked for before the work. */
    QUOTE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The entry that takes the line back. */
  public CostLine countered(int next, String reason, String who, Instant when) {
    return new CostLine(
        workOrder,
        next,
        kind,
        part,
        text,
        quantity.negate(),
        unitPrice,
        amount.negated(),
        payer,
        person,
        OptionalInt.of(line),
        Optional.of(reason),
        who,
        when);
  }
}
