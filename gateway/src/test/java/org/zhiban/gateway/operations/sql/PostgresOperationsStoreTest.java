package org.zhiban.gateway.operations.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsStoreContract;
import org.zhiban.gateway.storage.PostgresAddress;

class PostgresOperationsStoreTest extends OperationsStoreContract {
  private static final String DATABASE = PostgresServer.prepared();

  @Override
  protected OperationsStore open(Path folder) {
    return PostgresOperationsStore.open(PostgresAddress.of(PostgresServer.url(DATABASE)));
  }

  @AfterEach
  void clear() {
    PostgresServer.clear(DATABASE);
  }
}
