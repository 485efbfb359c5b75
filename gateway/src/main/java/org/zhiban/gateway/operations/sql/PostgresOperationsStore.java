package org.zhiban.gateway.operations.sql;

import java.nio.file.Path;
import org.zhiban.gateway.storage.PostgresAddress;
import org.zhiban.gateway.storage.PostgresDatabase;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** The operations store in a PostgreSQL database, which one gateway writes at a time. */
public final class PostgresOperationsStore extends SqlOperationsStore {
  private final String address;

  private PostgresOperationsStore(PostgresDialect dialect) {
    super(dialect);
    address = dialect.name();
  }

  /**
   * Takes the writer's seat at the database and brings its schema to this version.
   *
   * @throws StoreUnavailableException where the database cannot be reached, signed in to or
   *     written, is newer, or another gateway writes it; the message says what to do
   */
  public static PostgresOperationsStore open(PostgresAddress address) {
    return open(at(address));
  }

  static PostgresOperationsStore open(PostgresDialect dialect) {
    PostgresOperationsStore store = new PostgresOperationsStore(dialect);
    try {
      store.takeSeat();
      dialect.prepare();
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Opens the store as it is, to ask; also beside the gateway that writes it. */
  public static PostgresOperationsStore openToAsk(PostgresAddress address) {
    return new PostgresOperationsStore(at(address));
  }

  /** A server has means of its own, which also save what this folder does not hold. */
  @Override
  public void copyInto(Path file) {
    throw new StoreUnavailableException(
        "The records of this site are in the database "
            + address
            + ", which a backup of the data folder does not hold: save that database with"
            + " pg_dump.");
  }

  static PostgresDialect at(PostgresAddress address) {
    return new PostgresDialect(new PostgresDatabase(address));
  }
}
