package org.zhiban.gateway.operations.sql;

import java.nio.file.Path;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsStoreContract;

class SqliteOperationsStoreTest extends OperationsStoreContract {
  @Override
  protected OperationsStore open(Path folder) {
    return SqliteOperationsStore.open(folder);
  }
}
