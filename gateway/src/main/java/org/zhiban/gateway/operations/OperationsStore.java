package org.zhiban.gateway.operations;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * What must never be lost, doubled or invented: alarms, orders, plans, events, accounts, audit. One
 * transaction is open at a time; it is the only place where one is opened.
 */
public interface OperationsStore extends AutoCloseable {
  /**
   * Runs the work in one transaction and commits. When this returns the work is on disk; when it
   * throws, nothing of it is. Transactions do not nest. Moments are kept to the millisecond.
   *
   * @throws ChangeRefusedException where the work would break a rule of the store
   * @throws StoreUnavailableException where the store cannot be reached or written
   */
  <T> T transact(Function<OperationsTransaction, T> work);

  /** Reads one consistent state; callable from any thread, beside a transaction. */
  <T> T query(Function<OperationsQueries, T> work);

  /**
   * Writes everything in the state of one moment into a file that is not there yet, beside
   * transactions. What was committed before is in it.
   *
   * @throws StoreUnavailableException where the file cannot be written, or this store is saved by
   *     means of its own; the message says which
   */
  void copyInto(Path file);

  /**
   * For what is not to be done beside a database that the site names and that is away; asks it.
   *
   * @throws StoreUnavailableException where it does not answer; at once where that is known
   */
  default void requireDatabase() {
    // the records are here
  }

  /**
   * How a database on a server follows what is on disk here.
   *
   * @param waiting changes of rows that it may lack
   * @param trouble why it cannot be written now; empty: it can
   * @param overtaken another gateway writes it, or did since: two work at one site
   */
  record Following(long waiting, Optional<String> trouble, boolean overtaken) {}

  /** Empty: the site names none. */
  default Optional<Following> following() {
    return Optional.empty();
  }

  @Override
  void close();
}
