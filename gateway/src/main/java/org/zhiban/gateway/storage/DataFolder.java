package org.zhiban.gateway.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one running gateway keeps everything. It is locked for as long as this is
 * open; the operating system ends the lock with the process, however that ends.
 */
public final class DataFolder implements AutoCloseable {
  private static final String LOCK_FILE = "zhiban.lock";

  /** Far behind the words in the file, so that others can read them where locks forbid reading. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the folder where it is missing, readable by its owner alone, and locks it.
   *
   * @throws DataFolderHeldException where another process, or this one, holds it
   * @throws StoreUnavailableException where the folder cannot be made or written
   */
  public static DataFolder lock(Path path, InstantSource clock) {
    try {
      makePrivate(path);
      Path file = path.resolve(LOCK_FILE);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        if (tryLock(channel) == null) {
          throw held(path, file);
        }
        Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String words = ProcessHandle.current().pid() + "\n" + since + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)), 0);
        return new DataFolder(path, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "The data folder " + path + " cannot be used: " + e + ". Choose another with --data DIR.",
          e);
    }
  }

  private static void makePrivate(Path path) throws IOException {
    Files.createDirectories(path);
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private static DataFolderHeldException held(Path path, Path file) throws IOException {
    List<String> words = Files.readAllLines(file);
    return words.size() < 2
        ? DataFolderHeldException.bySomebody(path)
        : DataFolderHeldException.by(
            path, Long.parseLong(words.get(0)), Instant.parse(words.get(1)));
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreUnavailableException("The lock of " + path + " cannot be given back: " + e, e);
    }
  }
}
