package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable file of chunks of one UTC day: the chunks, then their index sorted by series and
 * time, then a footer. It covers the samples of its day among those appended in {@code [first,
 * end)}.
 *
 * @param samples how many it holds
 * @param index where the index begins
 * @param chunks how many there are
 */
record Block(Path path, long day, long first, long end, long samples, long index, int chunks) {
  static final long MAGIC = 0x5a42_6368_6b31_0a00L;
  static final int FOOTER = 4 * Long.BYTES;
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
   * @throws IOException where it cannot be read, or is not one
   */
  static Block open(Path path) throws IOException {
    String name = path.getFileName().toString();
    int mark = name.lastIndexOf('_');
    int dash = name.lastIndexOf('-');
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteSource footer = new ByteSource(read(channel, channel.size() - FOOTER, FOOTER));
      long samples = footer.getLong();
      long index = footer.getLong();
      int chunks = footer.getInt();
      int crc = footer.getInt();
      byte[] entries = read(channel, index, chunks * Chunk.BYTES);
      if (footer.getLong() != MAGIC || crc != Frame.crc(entries, 0, entries.length)) {
        throw new IOException(path + " is damaged");
      }
      return new Block(
          path,
          LocalDate.parse(name.substring(0, mark)).toEpochDay(),
          Long.parseLong(name, mark + 1, dash, 10),
          Long.parseLong(name, dash + 1, name.length() - SUFFIX.length(), 10),
          samples,
          index,
          chunks);
    }
  }

  FileChannel reader() throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ);
  }

  Chunk chunk(FileChannel channel, int number) throws IOException {
    return Chunk.read(
        new ByteSource(read(channel, index + (long) number * Chunk.BYTES, Chunk.BYTES)));
  }

  /** All chunks, by series and time. */
  List<Chunk> index(FileChannel channel) throws IOException {
    ByteSource entries = new ByteSource(read(channel, index, chunks * Chunk.BYTES));
    List<Chunk> all = new ArrayList<>(chunks);
    for (int number = 0; number < chunks; number++) {
      all.add(Chunk.read(entries));
    }
    return all;
  }

  /** The number of the first chunk of a series, or of the next one that there is. */
  int firstOf(FileChannel channel, int series) throws IOException {
    int low = 0;
    int high = chunks;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunk(channel, middle).series() < series) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The samples of a chunk; null where its bytes are damaged. */
  static @Nullable Samples samples(FileChannel channel, Chunk chunk) throws IOException {
    byte[] bytes = read(channel, chunk.offset(), chunk.length());
    return Frame.crc(bytes, 0, bytes.length) == chunk.crc() ? ChunkCodec.decode(bytes) : null;
  }

  private static byte[] read(FileChannel channel, long offset, int length) throws IOException {
    if (offset < 0) {
      throw new IOException("a file too short to hold what it should");
    }
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("a file ends before what it should hold");
      }
    }
    return buffer.array();
  }
}
