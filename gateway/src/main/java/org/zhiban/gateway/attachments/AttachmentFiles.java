package org.zhiban.gateway.attachments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.attachment.Attachment;
import org.zhiban.model.attachment.FileType;
import org.zhiban.rules.attachment.Magic;

/**
 * The bytes of attachments, each a file of the data folder that is named by its id and never
 * changes.
 *
 * <p>A file comes to {@code incoming}, is on disk there before its record is written, and goes to
 * its place after. So what has a record has its bytes, whatever is killed in between; and what lies
 * in {@code incoming} without a record was never acknowledged.
 */
public final class AttachmentFiles {
  /** The folder's name in the data folder. */
  public static final String FOLDER = "attachments";

  /** Where their records are, in an operations store of this version. */
  public static final String TABLE = "order_attachment";

  /** Below this, what people record needs the room. */
  static final long RESERVE = 64 << 20;

  private static final String INCOMING = "incoming";

  private final Path folder;
  private final ToLongFunction<Path> free;

  AttachmentFiles(Path data, ToLongFunction<Path> free) {
    this.folder = data.resolve(FOLDER);
    this.free = free;
  }

  /** Of a data folder; touches nothing. */
  public static AttachmentFiles in(Path data) {
    return new AttachmentFiles(data, AttachmentFiles::usable);
  }

  private static long usable(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException _) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * A file that is on its way.
   *
   * @param type by its first bytes; empty: none that is kept
   */
  public record Received(String id, long size, String sha256, Optional<FileType> type) {}

  /** Where files arrive; made where it is not there. */
  Path incoming() {
    try {
      return Folders.make(folder.resolve(INCOMING));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /**
   * Asks for room before a file is taken in.
   *
   * @throws NoRoomException where it would be too little then
   */
  void requireRoom(long bytes) {
    long left = free.applyAsLong(incoming());
    if (left - bytes < RESERVE) {
      throw new NoRoomException(folder, left);
    }
  }

  /**
   * Takes a file over that was written into {@code incoming}, and makes it last.
   *
   * @throws StoreUnavailableException where it cannot be written
   */
  Received receive(Path written) {
    String id = UUID.randomUUID().toString().replace("-", "");
    Path file = incoming().resolve(id);
    try {
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      return received(id, file);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /** The same of bytes. */
  Received receive(byte[] bytes) {
    String id = UUID.randomUUID().toString().replace("-", "");
    Path file = incoming().resolve(id);
    try {
      Files.write(Folders.makeFile(file), bytes);
      return received(id, file);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static Received received(String id, Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] head = new byte[0];
    long size = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.readNBytes(buffer, 0, buffer.length);
          read > 0;
          read = in.readNBytes(buffer, 0, buffer.length)) {
        if (size == 0) {
          head = Arrays.copyOf(buffer, Math.min(read, Magic.LENGTH));
        }
        digest.update(buffer, 0, read);
        size += read;
      }
    }
    return new Received(id, size, HexFormat.of().formatHex(digest.digest()), Magic.of(head));
  }

  /**
   * Makes a file that arrived last: from here on its record may be written.
   *
   * @throws StoreUnavailableException where the disk does not take it
   */
  void force(String id) {
    try (FileChannel channel = FileChannel.open(incoming().resolve(id), StandardOpenOption.WRITE)) {
      channel.force(true);
      Folders.sync(incoming());
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /**
   * Ends an arrival: a file with a record goes to its place, one without goes away.
   *
   * @param recorded whether the id has a record
   */
  void settle(String id, boolean recorded) {
    Path file = folder.resolve(INCOMING).resolve(id);
    try {
      if (recorded) {
        Path place = place(id);
        Folders.makeAbove(place);
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
      } else {
        boolean _ = Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /** Ends every arrival that was cut off. */
  void settle(Predicate<String> recorded) {
    if (!Files.isDirectory(folder.resolve(INCOMING))) {
      return;
    }
    try (Stream<Path> files = Files.list(folder.resolve(INCOMING))) {
      for (String name : files.map(file -> file.getFileName().toString()).toList()) {
        settle(name, recorded.test(name));
      }
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private Path place(String id) {
    return folder.resolve(id.substring(0, 2)).resolve(id);
  }

  /** How a file is called below the data folder. */
  public static String name(String id) {
    return FOLDER + "/" + id.substring(0, 2) + "/" + id;
  }

  /** Where the bytes of a record are; empty: not in this data folder. */
  public Optional<Path> find(String id) {
    // Looked for twice in its place: it may go there in between.
    return List.of(place(id), folder.resolve(INCOMING).resolve(id), place(id)).stream()
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * The bytes of a record; empty: they are not in this data folder, or damaged.
   *
   * @param sha256 that they have
   */
  Optional<byte[]> read(String id, String sha256) {
    for (Optional<Path> file = find(id); file.isPresent(); file = find(id)) {
      try {
        byte[] bytes = Files.readAllBytes(file.get());
        return Optional.of(bytes)
            .filter(it -> HexFormat.of().formatHex(sha256().digest(it)).equals(sha256));
      } catch (NoSuchFileException _) {
        // it went to its place just now
      } catch (IOException e) {
        throw unavailable(e);
      }
    }
    return Optional.empty();
  }

  /** Whether the bytes of a record are there, and its own. */
  public boolean holds(Attachment attachment) {
    return read(attachment.id(), attachment.sha256()).isPresent();
  }

  void delete(String id) {
    try {
      boolean _ = Files.deleteIfExists(place(id));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private StoreUnavailableException unavailable(IOException e) {
    return new StoreUnavailableException(
        folder + " cannot be used: " + e + ". Nothing of this was done.", e);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
