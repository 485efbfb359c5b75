package org.zhiban.model.lending;

import java.time.Instant;
import java.util.Optional;

/**
 * That somebody has or had a thing.
 *
 * @param number of the thing's loans, from 1
 * @param borrower a user, or the name of whoever is none
 * @param contractor whose person that is, an id of the site
 * @param order for which it is needed; this or a reason is always there
 * @param due when it is to be back
 * @param lentBy who gave it out, a user
 */
public record Loan(
    String thing,
    int number,
    String borrower,
    Optional<String> contractor,
    Optional<String> order,
    Optional<String> reason,
    Instant lentAt,
    Instant due,
    String lentBy,
    Optional<Return> returned) {
  public Loan {
    if (number < 1 || borrower.isBlank()) {
      throw new IllegalArgumentException("a loan has a number and a borrower: " + thing);
    }
    if (order.isEmpty() && reason.isEmpty()) {
      throw new IllegalArgumentException("a loan says what for: " + thing);
    }
    if (!due.isAfter(lentAt)) {
      throw new IllegalArgumentException("a loan is due after it begins: " + thing);
    }
  }

  /**
   * That it came back.
   *
   * @param by who took it back, a user
   * @param note what was found, such as a damage
   */
  public record Return(Instant at, String by, Optional<String> note) {}

  /** Whether it is out. */
  public boolean out() {
    return returned.isEmpty();
  }

  /** Whether it should be back and is not. */
  public boolean overdue(Instant now) {
    return out() && now.isAfter(due);
  }

  public Loan with(Return back) {
    return new Loan(
        thing, number, borrower, contractor, order, reason, lentAt, due, lentBy, Optional.of(back));
  }
}
