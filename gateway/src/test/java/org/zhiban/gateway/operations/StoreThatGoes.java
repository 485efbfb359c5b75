package org.zhiban.gateway.operations;

import java.nio.file.Path;
import java.util.function.Function;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** A store that can be away. */
public final class StoreThatGoes implements OperationsStore {
  private final OperationsStore kept;
  private volatile boolean away;

  /** A store in a folder; it is there. */
  public StoreThatGoes(Path folder) {
    kept = SqliteOperationsStore.open(folder);
  }

  /** From now on it is away. */
  public void leave() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  private void requireThere() {
    if (away) {
      throw new StoreUnavailableException("the store is away.");
    }
  }

  @Override
  public <T> T transact(Function<OperationsTransaction, T> work) {
    requireThere();
    return kept.transact(work);
  }

  @Override
  public <T> T query(Function<OperationsQueries, T> work) {
    requireThere();
    return kept.query(work);
  }

  @Override
  public void copyInto(Path file) {
    kept.copyInto(file);
  }

  @Override
  public void close() {
    kept.close();
  }
}
