package org.zhiban.gateway.operations;

import org.zhiban.model.lending.Lendable;
import org.zhiban.model.lending.Loan;

/** What can be recorded of keys, tools and badges. */
public interface LendingRecords extends LendingQueries {
  /** Puts a thing on the register; a number is given once. */
  void add(Lendable thing);

  /**
   * Saves a thing that is there, one version more than stored.
   *
   * @throws IllegalArgumentException where it is not there so
   */
  void save(Lendable thing);

  /**
   * Adds a loan; the store itself refuses a second one of a thing that is out.
   *
   * @throws ChangeRefusedException then
   */
  void add(Loan loan);

  /**
   * Saves that a thing came back.
   *
   * @throws IllegalArgumentException where it is not out under this number
   */
  void takeBack(Loan loan);
}
