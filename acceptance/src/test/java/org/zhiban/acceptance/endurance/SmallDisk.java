package org.zhiban.acceptance.endurance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of some megabytes in memory, which can be filled to its last byte. */
final class SmallDisk implements AutoCloseable {
  private static final int MIB = 1 << 20;

  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /** Empty where this user may not mount one. */
  static Optional<SmallDisk> in(Path place, int mebibytes) throws IOException {
    Files.createDirectories(place);
    return done("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "zhiban", place.toString())
        ? Optional.of(new SmallDisk(place))
        : Optional.empty();
  }

  private static boolean done(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  Path place() {
    return place;
  }

  /** Takes every byte that is free. */
  void fill() throws IOException {
    try (FileChannel ballast =
        FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int size = MIB; size > 0; size /= 2) {
        pour(ballast, size);
      }
    }
  }

  private static void pour(FileChannel ballast, int size) {
    ByteBuffer portion = ByteBuffer.allocate(size);
    try {
      while (true) {
        int _ = ballast.write(portion.clear());
      }
    } catch (IOException _) {
      // no portion of this size fits any more
    }
  }

  /** Gives all of it back. */
  void free() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return place.resolve("ballast");
  }

  @Override
  public void close() throws IOException {
    if (!done("umount", place.toString())) {
      boolean _ = done("umount", "--lazy", place.toString());
    }
  }
}
