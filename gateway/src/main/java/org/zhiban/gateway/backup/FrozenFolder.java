package org.zhiban.gateway.backup;

import java.io.IOException;
import java.nio.file.Path;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.history.HistoryHold;

/**
 * A data folder held still for its copy, as long as this is open.
 *
 * <p>The order matters: first no file of the history goes away any more, then the operations are
 * copied, then the history's files are listed. So whatever the operations speak of (the evidence of
 * an order, the cursor up to which samples were forwarded) is in the history, and no sample behind
 * the cursor has left the log.
 */
public final class FrozenFolder implements AutoCloseable {
  /** The copies of the operations and of the site lie here until they are in the backup. */
  static final String SCRATCH = "backup.scratch";

  private final Path scratch;
  private final HistoryHold hold;
  private final Frozen frozen;

  private FrozenFolder(Path scratch, HistoryHold hold, Frozen frozen) {
    this.scratch = scratch;
    this.hold = hold;
    this.frozen = frozen;
  }

  /**
   * Holds a folder still.
   *
   * @param hold of its history; closed with this
   * @throws StoreUnavailableException where a store cannot be copied; nothing is held then
   */
  static FrozenFolder of(Path data, OperationsStore operations, HistoryHold hold, Disks disks) {
    Path scratch = data.resolve(SCRATCH);
    boolean done = false;
    try {
      Folders.delete(scratch);
      requireRoom(data, disks);
      Folders.make(scratch);
      operations.copyInto(scratch.resolve(SqliteOperationsStore.FILE));
      SiteCopy.copy(data, scratch);
      Frozen frozen = new Frozen(SCRATCH, hold.cut());
      done = true;
      return new FrozenFolder(scratch, hold, frozen);
    } catch (IOException e) {
      throw new StoreUnavailableException(scratch + " cannot be written: " + e, e);
    } finally {
      if (!done) {
        release(scratch, hold);
      }
    }
  }

  /**
   * Refuses where the copy would take the room from whoever writes the folder.
   *
   * @throws StoreUnavailableException with the figures
   */
  static void requireRoom(Path data, Disks disks) throws IOException {
    disks.require(data, operations(data), data, "a copy of " + SqliteOperationsStore.FILE);
  }

  /** Bytes of the operations, and of what SQLite has not yet put into their file. */
  static long operations(Path data) throws IOException {
    return Folders.size(data.resolve(SqliteOperationsStore.FILE))
        + Folders.size(data.resolve(SqliteOperationsStore.FILE + "-wal"));
  }

  private static void release(Path scratch, HistoryHold hold) {
    try {
      Folders.delete(scratch);
    } catch (IOException e) {
      throw new StoreUnavailableException(scratch + " cannot be removed: " + e, e);
    } finally {
      hold.close();
    }
  }

  Frozen frozen() {
    return frozen;
  }

  /** What stands still, for the command that copies it: one line of JSON. */
  public String told() {
    return frozen.toJson();
  }

  @Override
  public void close() {
    release(scratch, hold);
  }
}
