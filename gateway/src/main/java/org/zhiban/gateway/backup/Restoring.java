package org.zhiban.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

  /** What a folder has in which nothing was ever kept. */
  private static final Set<String> NOTHING = Set.of("zhiban.lock", "zhiban.token");

  private final Path data;
  private final Path file;
  private final InstantSource clock;

  private Restoring(Path data, Path file, InstantSource clock) {
    this.data = data;
    this.file = file;
    this.clock = clock;
  }

  /** Of a backup, into a data folder that need not be there. */
  public static Restoring of(Path data, Path file, InstantSource clock) {
    return new Restoring(
        data.toAbsolutePath().normalize(), file.toAbsolutePath().normalize(), clock);
  }

  /**
   * What came of it.
   *
   * @param aside where the folder lies now that was there before
   */
  public record Outcome(Restored restored, Optional<Path> aside) {}

  /** Whether something is kept in the folder. */
  public boolean occupied() throws IOException {
    if (!Files.isDirectory(data)) {
      return Files.exists(data);
    }
    try (Stream<Path> entries = Files.list(data)) {
      return entries.anyMatch(entry -> !NOTHING.contains(entry.getFileName().toString()));
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
   * @throws StoreUnavailableException where a folder cannot be written
   */
  public Outcome restore(Optional<Passphrase> passphrase) throws BackupDamagedException {
    Path scratch = data.resolveSibling(data.getFileName() + ".restoring");
    try {
      Optional<DataFolder> old =
          Files.exists(data) ? Optional.of(DataFolder.lock(data, clock)) : Optional.empty();
      // The lock goes with the folder to its new name: no gateway starts on it before it is done.
      try (DataFolder fresh = DataFolder.lock(scratch, clock)) {
        empty(fresh.path());
        Restored restored = Unpacking.into(scratch, file, passphrase);
        Optional<Path> aside = putAside(old);
        Files.move(scratch, data, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(data.resolveSibling("."));
        return new Outcome(restored, aside);
      } finally {
        old.ifPresent(DataFolder::close);
        Folders.delete(scratch);
      }
    } catch (IOException e) {
      throw new StoreUnavailableException(data + " cannot be written: " + e.getMessage(), e);
    }
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

  private Optional<Path> putAside(Optional<DataFolder> old) throws IOException {
    if (old.isEmpty()) {
      return Optional.empty();
    }
    if (!occupied()) {
      for (String name : List.copyOf(NOTHING)) {
        Files.deleteIfExists(data.resolve(name));
      }
      Files.delete(data);
      return Optional.empty();
    }
    Path aside =
        data.resolveSibling(data.getFileName() + ".replaced-" + TIME.format(clock.instant()));
    Files.move(data, aside, StandardCopyOption.ATOMIC_MOVE);
    return Optional.of(aside);
  }
}
