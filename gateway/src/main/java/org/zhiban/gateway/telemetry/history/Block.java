package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of one UTC day, among those appended in {@code [first, end)}, in a file. */
record Block(ChunkFile file, long day, long first, long end) {
  private static final String SUFFIX = ".chunks";

  static Path name(Path folder, long day, long first, long end) {
    return folder.resolve(LocalDate.ofEpochDay(day) + "_" + first + "-" + end + SUFFIX);
  }

  static boolean named(Path path) {
    return path.getFileName().toString().endsWith(SUFFIX);
  }

  /**
   * Opens a finished file.
   *
   * @throws DamagedFileException where it is not one
   * @throws IOException where it cannot be read
   */
  static Block open(Path path) throws IOException {
    String name = path.getFileName().toString();
    int mark = name.lastIndexOf('_');
    int dash = name.lastIndexOf('-');
    return new Block(
        ChunkFile.open(path),
        LocalDate.parse(name.substring(0, mark)).toEpochDay(),
        Long.parseLong(name, mark + 1, dash, 10),
        Long.parseLong(name, dash + 1, name.length() - SUFFIX.length(), 10));
  }

  Path path() {
    return file.path();
  }

  /** How many it holds. */
  long samples() {
    return file.rows();
  }

  int chunks() {
    return file.chunks();
  }

  FileChannel reader() throws IOException {
    return file.reader();
  }

  Chunk chunk(FileChannel channel, int number) throws IOException {
    return file.chunk(channel, number);
  }

  List<Chunk> index(FileChannel channel) throws IOException {
    return file.index(channel);
  }

  int firstOf(FileChannel channel, int series) throws IOException {
    return file.firstOf(channel, series);
  }

  /** The samples of a chunk; null where its bytes are damaged. */
  @Nullable Samples samples(FileChannel channel, Chunk chunk) throws IOException {
    byte[] bytes = file.bytes(channel, chunk);
    return bytes == null ? null : ChunkCodec.decode(bytes);
  }
}
