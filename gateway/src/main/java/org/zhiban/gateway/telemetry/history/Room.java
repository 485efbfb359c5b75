package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The room on the disk, which history shares with operations: they need little, and never wait for
 * history to end.
 */
final class Room {
  /** What history leaves to operations, in bytes: their file, its log and a backup's beginning. */
  static final long RESERVE = 256L << 20;

  /** A disk with less is told of, long before history gives way. */
  private static final long LITTLE = 1L << 30;

  private final LongSupplier free;

  Room(LongSupplier free) {
    this.free = free;
  }

  /** That of the disk on which a folder lies; where nobody knows it, there is enough. */
  static Room around(Path folder) {
    return new Room(
        () -> {
          try {
            return Files.getFileStore(folder).getUsableSpace();
          } catch (IOException _) {
            return Long.MAX_VALUE;
          }
        });
  }

  /** Bytes that can be written. */
  long free() {
    return free.getAsLong();
  }

  /** What somebody should do something about while there is time; empty where there is nothing. */
  Optional<String> warning() {
    long left = free();
    return left >= LITTLE
        ? Optional.empty()
        : Optional.of(
            "the disk of the data folder has "
                + (left >> 20)
                + " MB left; below "
                + (RESERVE >> 20)
                + " MB the oldest history gives way");
  }

  /** Whether history must give way. */
  boolean scarce() {
    return free() < RESERVE;
  }
}
