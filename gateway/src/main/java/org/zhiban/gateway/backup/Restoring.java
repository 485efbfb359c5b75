package org.zhiban.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.storage.DataFolder;
import org.zhiban.gateway.storage.DataFolderHeldException;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * Brings a backup back: unpacked and checked beside the data folder, and only then given its name.
 * A folder that was there is put aside under a name of its own, never deleted.
 */
public final class Restoring {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path data;
  private final Path file;
  private final InstantSource clock;
  private final Disks disks;
  private final Unfinished unfinished = new Unfinished();

  private Restoring(Path data, Path file, InstantSource clock, Disks disks) {
    this.data = data;
    this.file = file;
    this.clock = clock;
    this.disks = disks;
  }

  /** Of a backup, into a data folder that need not be there. */
  public static Restoring of(Path data, Path file, InstantSource clock) {
    return of(data, file, clock, Disks.HERE);
  }

  static Restoring of(Path data, Path file, InstantSource clock, Disks disks) {
    return new Restoring(
        data.toAbsolutePath().normalize(), file.toAbsolutePath().normalize(), clock, disks);
  }

  /**
   * What came of it.
   *
   * @param aside where the folder lies now that was there before
   */
  public record Outcome(Restored restored, Optional<Path> aside) {}

  /** Whether something is kept in the folder. */
  public boolean occupied() {
    try {
      return Place.of(data).occupied();
    } catch (IOException e) {
      throw new StoreUnavailableException(data + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether keys lie in the backup that only a passphrase opens. */
  public boolean sealed() throws BackupDamagedException {
    try {
      return Unpacking.sealed(file);
    } catch (IOException e) {
      throw new StoreUnavailableException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Brings it back.
   *
   * @param passphrase opens the keys; empty: they stay where they are, sealed
   * @throws BackupDamagedException where the backup is not what was written; nothing has changed
   * @throws DataFolderHeldException where a gateway runs on the folder
   * @throws StoreUnavailableException where a folder cannot be written, or has no room
   */
  public Outcome restore(Optional<Passphrase> passphrase) throws BackupDamagedException {
    try {
      return restore(Place.of(data), passphrase);
    } catch (IOException e) {
      throw new StoreUnavailableException(data + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** The same, at a place of its own choice. */
  Outcome restore(Place place, Optional<Passphrase> passphrase)
      throws BackupDamagedException, IOException {
    long bytes = Unpacking.bytes(file);
    Path scratch = place.scratch();
    try (@Nullable DataFolder old = Files.exists(data) ? DataFolder.lock(data, clock) : null) {
      if (old != null) {
        clear(data, clock);
      }
      // The lock goes with the folder to its new name: no gateway starts on it before it is done.
      DataFolder fresh = DataFolder.lock(scratch, clock);
      try (fresh) {
        unfinished.begin(scratch);
        empty(scratch);
        disks.require(scratch, bytes, data, "what " + file + " holds");
        Restored restored = Unpacking.into(scratch, file, passphrase);
        String time = TIME.format(clock.instant());
        return new Outcome(restored, unfinished.finish(() -> place.take(time)));
      } finally {
        end();
      }
    }
  }

  /** Takes away what is not finished, and lets it not be finished; callable from any thread. */
  public void end() {
    unfinished.end();
  }

  private static void empty(Path scratch) throws IOException {
    try (Stream<Path> entries = Files.list(scratch)) {
      for (Path entry : entries.toList()) {
        if (!entry.getFileName().toString().equals("zhiban.lock")) {
          Folders.delete(entry);
        }
      }
    }
  }

  /** Whether a restore within a data folder was cut off, which {@link #clear} ends. */
  public static boolean cutOff(Path data) {
    return Place.cutOff(data);
  }

  /**
   * Clears a data folder, whose lock the caller holds, of what a backup or a restore left in it
   * that was cut off with its process.
   *
   * @throws StoreUnavailableException where the folder cannot be written
   */
  public static void clear(Path data, InstantSource clock) {
    try {
      Folders.delete(data.resolve(FrozenFolder.SCRATCH));
      Place.finish(data, TIME.format(clock.instant()));
    } catch (IOException e) {
      throw new StoreUnavailableException(data + " cannot be written: " + e.getMessage(), e);
    }
  }
}
