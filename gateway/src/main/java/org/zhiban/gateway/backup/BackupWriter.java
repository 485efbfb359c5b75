package org.zhiban.gateway.backup;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.zhiban.gateway.attachments.AttachmentFiles;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.clear.ClearedSite;
import org.zhiban.gateway.config.clear.TakenOut;
import org.zhiban.gateway.operations.OperationsFigures;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteCopy;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistoryCut;
import org.zhiban.model.attachment.Attachment;

/** Writes a folder that stands still as a zip, from its first byte to its last in one pass. */
final class BackupWriter {
  private final Path data;
  private final Frozen frozen;
  private final Optional<Seal> seal;
  private final Instant madeAt;
  private final ZipOutputStream zip;
  private final List<Manifest.Entry> entries = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private BackupWriter(
      Path data, Frozen frozen, Optional<Seal> seal, Instant madeAt, OutputStream out) {
    this.data = data;
    this.frozen = frozen;
    this.seal = seal;
    this.madeAt = madeAt;
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  /**
   * Writes everything, and says what it wrote.
   *
   * @param seal for keys; without one they are left out
   * @param program the version that writes
   */
  static Manifest write(
      Path data,
      Frozen frozen,
      Optional<Seal> seal,
      Instant madeAt,
      String program,
      OutputStream out)
      throws IOException {
    BackupWriter writer = new BackupWriter(data, frozen, seal, madeAt, out);
    return writer.write(program);
  }

  private Manifest write(String program) throws IOException {
    Path copied = frozen.copiedIn(data);
    Path operations = copied.resolve(SqliteOperationsStore.FILE);
    OperationsFigures figures = SqliteCopy.figures(copied);
    file(SqliteOperationsStore.FILE, operations, Files.size(operations), Deflater.BEST_SPEED);
    history();
    attachments(copied, figures);
    List<TakenOut> takenOut = site(copied);
    tree(data, "opcua");
    whole(data, data.resolve("site.key"));
    Manifest manifest =
        new Manifest(
            takenOut.isEmpty() || seal.isEmpty() ? Manifest.ALL_APART : Manifest.FORMAT,
            program,
            madeAt,
            SiteCopy.id(copied),
            Manifest.Operations.of(figures),
            new Manifest.History(frozen.history().stored(), frozen.history().head()),
            seal.map(Seal::terms),
            leftOut,
            takenOut,
            entries);
    byte[] written = Json.pretty(manifest);
    begin(Manifest.NAME, Deflater.BEST_SPEED);
    zip.write(written);
    zip.closeEntry();
    zip.setComment(Manifest.COMMENT + Sha256.of(written));
    zip.finish();
    return manifest;
  }

  private void history() throws IOException {
    Path folder = data.resolve(FileHistorian.FOLDER);
    for (HistoryCut.Part part : frozen.parts()) {
      boolean compressed = part.name().endsWith(".chunks");
      file(
          FileHistorian.FOLDER + "/" + part.name(),
          folder.resolve(part.name()),
          part.bytes(),
          compressed ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
    }
    byte[] marker = frozen.history().marker();
    entry(
        FileHistorian.FOLDER + "/" + HistoryCut.MARKER,
        new ByteArrayInputStream(marker),
        marker.length,
        Deflater.BEST_SPEED,
        false);
  }

  /**
   * What the operations speak of, from the folder as it is: files never change, and go away only a
   * day after they were taken off.
   */
  private void attachments(Path copied, OperationsFigures figures) throws IOException {
    if (!figures.rows().containsKey(AttachmentFiles.TABLE)) {
      return; // an older version wrote the folder
    }
    List<Attachment> kept;
    try (OperationsStore operations = SqliteOperationsStore.openToAsk(copied)) {
      kept = operations.query(q -> q.attachments().kept());
    }
    AttachmentFiles files = AttachmentFiles.in(data);
    for (Attachment attachment : kept) {
      Optional<Path> file = files.find(attachment.id());
      if (file.isPresent()) {
        file(
            AttachmentFiles.name(attachment.id()),
            file.get(),
            Files.size(file.get()),
            Deflater.NO_COMPRESSION);
      }
    }
  }

  /** The site in clear without secrets and, sealed, the files whole that have some. */
  private List<TakenOut> site(Path copied) throws IOException {
    if (!Files.isDirectory(copied.resolve(SiteCopy.FOLDER))) {
      return List.of();
    }
    SiteFiles files = SiteFiles.in(copied.resolve(SiteCopy.FOLDER));
    Map<String, byte[]> contents = new TreeMap<>();
    for (String name : files.names()) {
      contents.put(name, files.content(name));
    }
    ClearedSite parted = ClearedSite.of(contents);
    for (Map.Entry<String, byte[]> file : parted.clear().entrySet()) {
      whole(SiteCopy.FOLDER + "/" + file.getKey(), file.getValue(), false);
    }
    for (Map.Entry<String, byte[]> file : parted.whole().entrySet()) {
      if (seal.isPresent() || !parted.clear().containsKey(file.getKey())) {
        whole(SiteCopy.FOLDER + "/" + file.getKey(), file.getValue(), true);
      }
    }
    return parted.takenOut();
  }

  /** Files that are replaced whole; one whose name begins with a dot is not finished. */
  private void tree(Path base, String name) throws IOException {
    Path folder = base.resolve(name);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.getFileName().toString().startsWith(".")) {
          whole(base, file);
        }
      }
    }
  }

  private void whole(Path base, Path file) throws IOException {
    if (Files.exists(file)) {
      String name = base.relativize(file).toString().replace('\\', '/');
      byte[] content = Files.readAllBytes(file);
      whole(name, content, Secrecy.keeps(name, content));
    }
  }

  private void whole(String name, byte[] content, boolean secret) throws IOException {
    if (secret && seal.isEmpty()) {
      leftOut.add(name);
      return;
    }
    byte[] written = secret ? seal.orElseThrow().seal(name, content) : content;
    entry(name, new ByteArrayInputStream(written), written.length, Deflater.BEST_SPEED, secret);
  }

  private void file(String name, Path file, long bytes, int level) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      entry(name, in, bytes, level, false);
    }
  }

  private void entry(String name, InputStream in, long bytes, int level, boolean sealed)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    begin(new Manifest.Entry(name, bytes, "", sealed).zipped(), level);
    byte[] buffer = new byte[1 << 16];
    for (long left = bytes; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException(name + " became shorter while it was copied");
      }
      digest.update(buffer, 0, read);
      zip.write(buffer, 0, read);
      left -= read;
    }
    zip.closeEntry();
    entries.add(new Manifest.Entry(name, bytes, Sha256.hex(digest), sealed));
  }

  private void begin(String name, int level) throws IOException {
    zip.setLevel(level);
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(madeAt.toEpochMilli());
    zip.putNextEntry(entry);
  }
}
