package org.zhiban.gateway.operations;

import org.zhiban.model.stock.Movement;
import org.zhiban.model.stock.Part;

/** What can be recorded of spare parts. */
public interface StockRecords extends StockQueries {
  /** Puts a part on the register; a number is given once. */
  void add(Part part);

  /**
   * Saves a part that is there, one version more than stored.
   *
   * @throws IllegalArgumentException where it is not there so
   */
  void save(Part part);

  /** Adds a movement; the store itself refuses a second one of a line of an order's books. */
  void add(Movement movement);
}
