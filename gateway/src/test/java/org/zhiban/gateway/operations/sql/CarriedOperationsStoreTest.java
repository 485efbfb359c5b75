package org.zhiban.gateway.operations.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsStoreContract;
import org.zhiban.gateway.storage.PostgresAddress;

/** What is done here is there, whatever it is: each test ends with a look at both. */
class CarriedOperationsStoreTest extends OperationsStoreContract {
  private static final String DATABASE = PostgresServer.prepared();

  @Override
  protected OperationsStore open(Path folder) {
    return CarriedOperationsStore.open(
        folder, PostgresAddress.of(PostgresServer.url(DATABASE)), WorkingCopy.Note.NONE);
  }

  @AfterEach
  void bothSidesAreTheSame() {
    try {
      BothSides.same(store(), folder, DATABASE);
    } finally {
      store().close();
      PostgresServer.clear(DATABASE);
    }
  }
}
