package org.zhiban.gateway.operations.sql;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.storage.PostgresAddress;
import org.zhiban.gateway.storage.PostgresDatabase;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * The operations of a site that names a database on a server: they are worked with in a file of the
 * data folder, and carried to the server as soon as they are on disk here. A server that is away
 * keeps nobody from reading, judging and telling.
 */
final class CarriedOperationsStore implements OperationsStore {
  private final SqliteOperationsStore copy;
  private final Carrier carrier;

  private CarriedOperationsStore(SqliteOperationsStore copy, Carrier carrier) {
    this.copy = copy;
    this.carrier = carrier;
  }

  /**
   * Opens the working copy of a data folder, and makes it of what the server has where there is
   * none.
   *
   * @param note where the folder's records are, by its own word
   * @throws StoreUnavailableException where neither the copy nor the server can be used, where both
   *     have what the other lacks, or another gateway writes the server; the message says what to
   *     do
   */
  public static CarriedOperationsStore open(
      Path folder, PostgresAddress address, WorkingCopy.Note note) {
    return open(folder, new PostgresDialect(new PostgresDatabase(address)), note);
  }

  static CarriedOperationsStore open(Path folder, PostgresDialect there, WorkingCopy.Note note) {
    WorkingCopy.Ready ready = new WorkingCopy(folder, there, note).ready();
    SqliteOperationsStore copy;
    try {
      copy = SqliteOperationsStore.openWorkingCopy(folder);
    } catch (RuntimeException e) {
      ready.close();
      throw e;
    }
    Carrier carrier = new Carrier(Uncarried.in(folder), ready, there, copy::forgetCarried);
    carrier.start();
    return new CarriedOperationsStore(copy, carrier);
  }

  @Override
  public <T> T transact(Function<OperationsTransaction, T> work) {
    T result = copy.transact(work);
    carrier.wake();
    return result;
  }

  @Override
  public <T> T query(Function<OperationsQueries, T> work) {
    return copy.query(work);
  }

  @Override
  public void copyInto(Path file) {
    copy.copyInto(file);
  }

  @Override
  public void requireDatabase() {
    carrier.requireThere();
  }

  @Override
  public Optional<Following> following() {
    return Optional.of(carrier.following());
  }

  @Override
  public void close() {
    carrier.close();
    copy.close();
  }
}
