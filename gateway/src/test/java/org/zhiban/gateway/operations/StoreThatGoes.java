package org.zhiban.gateway.operations;

import java.nio.file.Path;
import java.util.function.Function;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** A store that can be away, also between a commit and its answer. */
public final class StoreThatGoes implements OperationsStore {
  private final OperationsStore kept;
  private volatile boolean away;
  private volatile boolean leavingAtCommit;

  /** A store in a folder; it is there. */
  public StoreThatGoes(Path folder) {
    kept = SqliteOperationsStore.open(folder);
  }

  /** From now on it is away. */
  public void leave() {
    away = true;
  }

  /** The next transaction is committed, and nobody hears of it. */
  public void leaveAtCommit() {
    leavingAtCommit = true;
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
    T result = kept.transact(work);
    if (leavingAtCommit) {
      leavingAtCommit = false;
      away = true;
      throw new CommitInDoubtException(
          "the store is away.",
          new IllegalStateException("cut"),
          () -> {
            requireThere();
            return true;
          });
    }
    return result;
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
