package org.zhiban.gateway.operations;

import java.util.List;
import java.util.Optional;
import org.zhiban.model.lending.Lendable;
import org.zhiban.model.lending.Lent;
import org.zhiban.model.lending.Loan;

/** What can be asked of keys, tools and badges. */
public interface LendingQueries {
  Optional<Lendable> thing(String id);

  /** The whole register, what is retired too, by kind and number. */
  List<Lendable> things();

  /** Who has a thing now. */
  Optional<Loan> loanOf(String thing);

  /** Everything that is out, the first to be due first. */
  List<Loan> out();

  /** The same, each with the thing. */
  default List<Lent> lent() {
    return out().stream()
        .flatMap(loan -> thing(loan.thing()).map(thing -> new Lent(thing, loan)).stream())
        .toList();
  }

  /** The last loans of a thing, the latest first. */
  List<Loan> loans(String thing, int most);
}
