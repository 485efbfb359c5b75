package org.zhiban.gateway.backup;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.history.HistoryHold;

/** The room on the disks that a backup or a restore writes to. */
interface Disks {
  /** Those of this machine. Where nobody knows the room there is enough, and it may be shared. */
  Disks HERE =
      new Disks() {
        @Override
        public long free(Path folder) {
          try {
            return storeOf(folder).getUsableSpace();
          } catch (IOException _) {
            return Long.MAX_VALUE;
          }
        }

        @Override
        public boolean shared(Path one, Path other) {
          try {
            return storeOf(one).equals(storeOf(other));
          } catch (IOException _) {
            return true;
          }
        }

        private FileStore storeOf(Path folder) throws IOException {
          Path there = folder.toAbsolutePath().normalize();
          while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
          }
          return Files.getFileStore(there);
        }
      };

  /** Bytes that can be written where a folder lies, or will. */
  long free(Path folder);

  /** Whether two folders lie on one disk. */
  boolean shared(Path one, Path other);

  /**
   * Refuses to fill a disk.
   *
   * @param bytes that will be written
   * @param data the folder whose gateway needs room beside them, where it lies on the same disk:
   *     with less its history gives way
   * @param what is written, for people
   * @throws StoreUnavailableException where there is no room for them; nothing was written
   */
  default void require(Path folder, long bytes, Path data, String what) {
    boolean beside = shared(folder, data);
    long needed = bytes + (beside ? HistoryHold.RESERVE : 0);
    long free = free(folder);
    if (free < needed) {
      throw new StoreUnavailableException(
          folder
              + " has no room for "
              + what
              + ": it needs "
              + megabytes(needed)
              + " MB free"
              + (beside ? ", " + megabytes(HistoryHold.RESERVE) + " of them for the gateway" : "")
              + ", and has "
              + (free >> 20)
              + " MB. Nothing was written; free space there and try again.");
    }
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
