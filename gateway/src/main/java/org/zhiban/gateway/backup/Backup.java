package org.zhiban.gateway.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.attachments.AttachmentFiles;
import org.zhiban.gateway.operations.sql.OperationsPlace;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.history.FileHistorian;

/**
 * Makes a backup: written beside its place, unpacked there and checked, and only then given its
 * name. Until then an older file of that name stays as it is.
 */
public final class Backup {
  private final Path data;
  private final Path file;
  private final Path part;
  private final Path trial;
  private final InstantSource clock;
  private final Disks disks;
  private final Unfinished unfinished = new Unfinished();

  private Backup(Path data, Path file, InstantSource clock, Disks disks) {
    this.data = data;
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.trial = file.resolveSibling(file.getFileName() + ".trial");
    this.clock = clock;
    this.disks = disks;
  }

  /**
   * Of a data folder, into a file.
   *
   * @param file need not be there; its folder must
   */
  public static Backup of(Path data, Path file, InstantSource clock) {
    return of(data, file, clock, Disks.HERE);
  }

  static Backup of(Path data, Path file, InstantSource clock, Disks disks) {
    return new Backup(
        data.toAbsolutePath().normalize(), file.toAbsolutePath().normalize(), clock, disks);
  }

  /** Why a backup of the folder would not hold what its gateway keeps; touches nothing. */
  public Optional<String> refusal() {
    if (Place.cutOff(data)) {
      return Optional.empty();
    }
    Optional<String> elsewhere = new OperationsPlace(data, Optional.empty()).elsewhere();
    if (elsewhere.isPresent()) {
      return Optional.of(
          elsewhere.get()
              + " A backup of the data folder does not hold that database: save it with pg_dump.");
    }
    Path operations = data.resolve(SqliteOperationsStore.FILE);
    return Files.isRegularFile(operations)
        ? Optional.empty()
        : Optional.of(
            "There is no " + operations + "; name the folder that a gateway keeps with --data.");
  }

  /**
   * Makes it, and says what it holds.
   *
   * @param passphrase seals the keys; empty: they are left out
   * @param program the version that makes it
   * @throws StoreUnavailableException where a store, the gateway or the place fails, or for what
   *     {@link #refusal} says; nothing of the backup is left then
   */
  public Restored make(Optional<Passphrase> passphrase, String program)
      throws InterruptedException {
    refusal()
        .ifPresent(
            why -> {
              throw new StoreUnavailableException(why);
            });
    requireAlone();
    try {
      unfinished.begin(part, trial);
      Files.deleteIfExists(part);
      Folders.delete(trial);
      requireRoom();
      try (FileChannel channel =
          FileChannel.open(Folders.makeFile(part), StandardOpenOption.WRITE)) {
        channel.lock();
        write(channel, passphrase.map(Seal::with), program);
        channel.force(true);
        Folders.make(trial);
        Restored proven = Unpacking.onTrial(trial, part, passphrase);
        unfinished.finish(this::giveItsName);
        Folders.sync(file.resolveSibling("."));
        return proven;
      }
    } catch (BackupDamagedException e) {
      throw new StoreUnavailableException(
          "The backup came out wrong and was thrown away: "
              + e.getMessage()
              + ". Is the disk of "
              + file
              + " or of "
              + data
              + " failing?",
          e);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          file + " cannot be written: " + e.getMessage() + ". Nothing of it is left.", e);
    } finally {
      end();
    }
  }

  private Path giveItsName() throws IOException {
    return Files.move(
        part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What another process writes there is not taken from it; what a killed one left is. */
  private void requireAlone() {
    if (!Files.exists(part)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new StoreUnavailableException("Another backup is just writing " + part + ".");
      }
    } catch (IOException e) {
      throw new StoreUnavailableException(part + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /** Packed and unpacked at once, beside what goes on being written. */
  private void requireRoom() throws IOException {
    long operations = FrozenFolder.operations(data);
    long all = operations;
    for (String place :
        List.of(
            FileHistorian.FOLDER,
            AttachmentFiles.FOLDER,
            SiteCopy.FOLDER,
            SiteCopy.SECRETS,
            "opcua")) {
      all += Folders.size(data.resolve(place));
    }
    Path folder = file.resolveSibling(".").normalize();
    long together = 2 * all + (disks.shared(folder, data) ? operations : 0);
    disks.require(folder, together, data, "a backup of " + data);
    FrozenFolder.requireRoom(data, disks);
  }

  private void write(FileChannel channel, Optional<Seal> seal, String program)
      throws IOException, InterruptedException {
    try (Hold hold = Hold.of(data, clock, disks)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      BackupWriter.write(
          data, hold.frozen(), seal, clock.instant().truncatedTo(ChronoUnit.MILLIS), program, out);
      out.flush();
    } catch (NoSuchFileException e) {
      throw new StoreUnavailableException(
          e.getMessage()
              + " went away while it was copied: the gateway ended, or its disk has no room left."
              + " Try again.",
          e);
    }
  }

  /** Takes away what is not finished, and lets it not be finished; callable from any thread. */
  public void end() {
    unfinished.end();
  }
}
