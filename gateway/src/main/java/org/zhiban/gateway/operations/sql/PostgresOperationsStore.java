package org.zhiban.gateway.operations.sql;

import java.nio.file.Path;
import org.zhiban.gateway.storage.PostgresAddress;
import org.zhiban.gateway.storage.PostgresDatabase;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** The operations as a PostgreSQL database has them, to be asked. */
public final class PostgresOperationsStore extends SqlOperationsStore {
  private final String address;

  private PostgresOperationsStore(PostgresDialect dialect) {
    super(dialect);
    address = dialect.name();
  }

  /** Opens the store as it is; also beside the gateway that writes it. */
  public static PostgresOperationsStore openToAsk(PostgresAddress address) {
    return new PostgresOperationsStore(at(address));
  }

  /** A server has means of its own. */
  @Override
  public void copyInto(Path file) {
    throw new StoreUnavailableException("Save " + address + " with pg_dump.");
  }

  static PostgresDialect at(PostgresAddress address) {
    return new PostgresDialect(new PostgresDatabase(address));
  }
}
