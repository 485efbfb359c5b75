package org.zhiban.gateway.backup;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.zhiban.gateway.attachments.AttachmentFiles;
import org.zhiban.gateway.operations.OperationsFigures;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteCopy;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.history.HistoryProof;

/**
 * Unpacks a backup into an empty folder and checks it: the hash of every entry, every page of the
 * operations, every batch and chunk of the history, and that all are there and nothing else is.
 */
final class Unpacking {
  private static final int LARGEST_MANIFEST = 64 << 20;
  private static final int LARGEST_KEY = 16 << 20;
  private static final Set<String> PLACES =
      Set.of(
          SqliteOperationsStore.FILE,
          AttachmentFiles.FOLDER,
          "history",
          "opcua",
          "site",
          "site.key");

  private final ZipFile zip;
  private final Path folder;
  private final boolean trial;

  private Unpacking(ZipFile zip, Path folder, boolean trial) {
    this.zip = zip;
    this.folder = folder;
    this.trial = trial;
  }

  /**
   * Unpacks and checks.
   *
   * @param passphrase opens the keys; empty: they are not unpacked
   * @throws BackupDamagedException where the backup is not what was written; says which entry
   * @throws StoreUnavailableException where the folder cannot be written
   */
  static Restored into(Path folder, Path file, Optional<Passphrase> passphrase)
      throws BackupDamagedException {
    return unpacked(folder, file, passphrase, false);
  }

  /** The same, on trial: keys are opened, and not written. */
  static Restored onTrial(Path folder, Path file, Optional<Passphrase> passphrase)
      throws BackupDamagedException {
    return unpacked(folder, file, passphrase, true);
  }

  private static Restored unpacked(
      Path folder, Path file, Optional<Passphrase> passphrase, boolean trial)
      throws BackupDamagedException {
    try (ZipFile zip = opened(file)) {
      return new Unpacking(zip, folder, trial).unpack(passphrase);
    } catch (IOException e) {
      throw new StoreUnavailableException(folder + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Whether keys lie in it, sealed. */
  static boolean sealed(Path file) throws BackupDamagedException, IOException {
    return manifest(file).sealing().isPresent();
  }

  /** Bytes that it has unpacked. */
  static long bytes(Path file) throws BackupDamagedException, IOException {
    return manifest(file).entries().stream().mapToLong(Manifest.Entry::bytes).sum();
  }

  private static Manifest manifest(Path file) throws BackupDamagedException, IOException {
    try (ZipFile zip = opened(file)) {
      return new Unpacking(zip, file, true).manifest();
    }
  }

  private static ZipFile opened(Path file) throws BackupDamagedException {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BackupDamagedException(
          "it is no whole backup (" + e.getMessage() + ")" + brokenEntry(file));
    }
  }

  /** Without its directory a zip can still be read from its beginning. */
  private static String brokenEntry(Path file) {
    String entry = "";
    try (ZipInputStream zip =
        new ZipInputStream(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
        entry = next.getName();
        zip.transferTo(OutputStream.nullOutputStream());
      }
      return entry.isEmpty() ? "" : ": it ends behind " + entry;
    } catch (IOException | RuntimeException _) {
      return entry.isEmpty() ? "" : ": it is damaged or cut off in " + entry;
    }
  }

  private Restored unpack(Optional<Passphrase> passphrase)
      throws IOException, BackupDamagedException {
    Manifest manifest = manifest();
    requireEntries(manifest);
    Optional<Seal> seal = Optional.empty();
    if (passphrase.isPresent() && manifest.sealing().isPresent()) {
      seal = Optional.of(Seal.of(manifest.sealing().get(), passphrase.get()));
    }
    for (Manifest.Entry entry : manifest.entries()) {
      if (entry.sealed()) {
        key(entry, seal);
      } else {
        file(entry);
      }
    }
    return checked(manifest, seal.isPresent());
  }

  private Manifest manifest() throws IOException, BackupDamagedException {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw new BackupDamagedException("it has no " + Manifest.NAME);
    }
    byte[] bytes = content(Manifest.NAME, Manifest.NAME, LARGEST_MANIFEST);
    if (!String.valueOf(zip.getComment()).equals(Manifest.COMMENT + Sha256.of(bytes))) {
      throw new BackupDamagedException(Manifest.NAME + " is not what was written");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int format = Json.read(text, Format.class, Manifest.NAME).format();
    if (format > Manifest.FORMAT) {
      throw new BackupDamagedException(
          "a newer version made it (format " + format + "); restore it with that version");
    }
    return Json.read(text, Manifest.class, Manifest.NAME);
  }

  /** What every version of a manifest has. */
  record Format(int format) {}

  private void requireEntries(Manifest manifest) throws BackupDamagedException {
    Set<String> listed = new HashSet<>(List.of(Manifest.NAME));
    for (Manifest.Entry entry : manifest.entries()) {
      if (zip.getEntry(entry.zipped()) == null) {
        throw new BackupDamagedException(entry.zipped() + " is missing");
      }
      if (!listed.add(entry.zipped())) {
        throw new BackupDamagedException(entry.zipped() + " is listed twice");
      }
    }
    for (ZipEntry there : zip.stream().map(ZipEntry.class::cast).toList()) {
      if (!listed.contains(there.getName())) {
        throw new BackupDamagedException(there.getName() + " does not belong to it");
      }
    }
  }

  /** Where an entry goes: below the folder, at a place that a data folder has. */
  private Path target(Manifest.Entry entry) throws BackupDamagedException {
    Path relative = Path.of(entry.name());
    Path target = folder.resolve(relative).normalize();
    if (relative.isAbsolute()
        || !target.startsWith(folder)
        || !target.equals(folder.resolve(relative))
        || !PLACES.contains(relative.getName(0).toString())) {
      throw new BackupDamagedException(entry.name() + " is no place in a data folder");
    }
    return target;
  }

  private void file(Manifest.Entry entry) throws IOException, BackupDamagedException {
    Path target = target(entry);
    Folders.makeAbove(target);
    MessageDigest digest = Sha256.digest();
    try (FileChannel channel =
            FileChannel.open(Folders.makeFile(target), StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      long bytes = copy(entry.name(), entry.zipped(), entry.bytes(), digest, out);
      requireSame(entry, bytes, digest);
      channel.force(true);
    }
  }

  private void key(Manifest.Entry entry, Optional<Seal> seal)
      throws IOException, BackupDamagedException {
    Path target = target(entry);
    byte[] sealed = content(entry.name(), entry.zipped(), LARGEST_KEY);
    MessageDigest digest = Sha256.digest();
    digest.update(sealed);
    requireSame(entry, sealed.length, digest);
    if (seal.isPresent()) {
      byte[] opened = seal.get().open(entry.name(), sealed);
      if (!trial) {
        Folders.makeAbove(target);
        Files.deleteIfExists(target);
        Files.write(
            Folders.makeFile(target), opened, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
      }
    }
  }

  private static void requireSame(Manifest.Entry entry, long bytes, MessageDigest digest)
      throws BackupDamagedException {
    if (bytes != entry.bytes() || !Sha256.hex(digest).equals(entry.sha256())) {
      throw new BackupDamagedException(entry.zipped() + " is damaged: its hash is another");
    }
  }

  private byte[] content(String name, String zipped, int most)
      throws IOException, BackupDamagedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(name, zipped, most, Sha256.digest(), out);
    return out.toByteArray();
  }

  /** Copies at most one block more than was said; trouble with reading is the backup's. */
  private long copy(String name, String zipped, long most, MessageDigest digest, OutputStream out)
      throws IOException, BackupDamagedException {
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (InputStream in = zip.getInputStream(zip.getEntry(zipped))) {
      while (bytes <= most) {
        int read;
        try {
          read = in.read(buffer);
        } catch (IOException | RuntimeException e) {
          throw new BackupDamagedException(name + " is damaged: " + e.getMessage());
        }
        if (read < 0) {
          return bytes;
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        bytes += read;
      }
      return bytes;
    } catch (EOFException | ZipException e) {
      throw new BackupDamagedException(name + " is damaged: " + e.getMessage());
    }
  }

  private Restored checked(Manifest manifest, boolean opened)
      throws IOException, BackupDamagedException {
    OperationsFigures figures = figures(manifest);
    if (!Manifest.Operations.of(figures).equals(manifest.operations())) {
      throw new BackupDamagedException(
          SqliteOperationsStore.FILE + " does not hold what " + Manifest.NAME + " says");
    }
    HistoryProof history = HistoryProof.of(folder);
    if (history.head() != manifest.history().head()) {
      throw new BackupDamagedException(
          "history ends at sample " + history.head() + " instead of " + manifest.history().head());
    }
    for (Path made : List.of(folder, folder.resolve("history"))) {
      if (Files.isDirectory(made)) {
        Folders.sync(made);
      }
    }
    List<String> without =
        opened
            ? manifest.leftOut()
            : Stream.concat(
                    manifest.leftOut().stream(),
                    manifest.entries().stream()
                        .filter(Manifest.Entry::sealed)
                        .map(Manifest.Entry::name)
                        .filter(name -> !manifest.clear(name)))
                .toList();
    return new Restored(
        folder,
        manifest.madeAt(),
        manifest.program(),
        manifest.site(),
        manifest.entries().size(),
        figures,
        history,
        figures.rows().containsKey(AttachmentFiles.TABLE) ? bytesMissing() : List.of(),
        without,
        opened ? List.of() : manifest.takenOut());
  }

  /** Attachments of which the folder had only the record, or other bytes. */
  private List<String> bytesMissing() {
    try (OperationsStore operations = SqliteOperationsStore.openToAsk(folder)) {
      AttachmentFiles files = AttachmentFiles.in(folder);
      return operations.query(q -> q.attachments().kept()).stream()
          .filter(attachment -> !files.holds(attachment))
          .map(attachment -> attachment.workOrder() + " " + attachment.name())
          .toList();
    }
  }

  private OperationsFigures figures(Manifest manifest) throws BackupDamagedException {
    try {
      if (SqliteCopy.newer(folder)) {
        throw new BackupDamagedException(
            "a newer version made it ("
                + manifest.program()
                + ", schema "
                + manifest.operations().schema()
                + "); restore it with that version");
      }
      return SqliteCopy.figures(folder);
    } catch (StoreUnavailableException e) {
      throw new BackupDamagedException(SqliteOperationsStore.FILE + ": " + e.getMessage());
    }
  }
}
