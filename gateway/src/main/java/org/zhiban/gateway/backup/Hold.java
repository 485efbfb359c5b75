package org.zhiban.gateway.backup;

import java.nio.file.Path;
import java.time.InstantSource;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteCopy;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.storage.DataFolder;
import org.zhiban.gateway.storage.DataFolderHeldException;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.history.HistoryHold;

/** Keeps a data folder as it is while this is open, by whoever can: its gateway, or its lock. */
sealed interface Hold extends AutoCloseable permits LiveHold, Hold.Stopped {
  Frozen frozen();

  @Override
  void close();

  /**
   * Of a folder in which operations are kept.
   *
   * @throws StoreUnavailableException where it cannot be held; the message says why
   */
  static Hold of(Path data, InstantSource clock, Disks disks) throws InterruptedException {
    DataFolder folder;
    try {
      folder = DataFolder.lock(data, clock);
    } catch (DataFolderHeldException _) {
      return LiveHold.of(data);
    }
    try {
      FolderToken.remove(data);
      Restoring.clear(data, clock);
      return Stopped.of(folder, disks);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** No gateway runs: the lock keeps one from starting. */
  record Stopped(DataFolder folder, FrozenFolder still) implements Hold {
    static Stopped of(DataFolder folder, Disks disks) {
      Path data = folder.path();
      if (SqliteCopy.newer(data)) {
        throw new StoreUnavailableException(
            data + " was written by a newer version than this. Make the backup with that version.");
      }
      try (OperationsStore operations = SqliteOperationsStore.openToAsk(data)) {
        return new Stopped(
            folder, FrozenFolder.of(data, operations, HistoryHold.ofStopped(data), disks));
      }
    }

    @Override
    public Frozen frozen() {
      return still.frozen();
    }

    @Override
    public void close() {
      try (folder) {
        still.close();
      }
    }
  }
}
