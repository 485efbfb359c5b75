package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable file of chunks: the chunks, then their index sorted by series and time, then a
 * footer.
 *
 * @param rows how many the chunks hold together
 * @param index where the index begins
 * @param chunks how many there are
 */
record ChunkFile(Path path, long rows, long index, int chunks) {
  static final long MAGIC = 0x5a42_6368_6b31_0a00L;
  static final int FOOTER = 4 * Long.BYTES;

  /**
   * Opens a finished file.
   *
   * @throws DamagedFileException where it is not one
   * @throws IOException where it cannot be read
   */
  static ChunkFile open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return open(path, channel);
    }
  }

  /** The same of a file that is open. */
  static ChunkFile open(Path path, FileChannel channel) throws IOException {
    ByteSource footer = new ByteSource(read(path, channel, channel.size() - FOOTER, FOOTER));
    long rows = footer.getLong();
    long index = footer.getLong();
    int chunks = footer.getInt();
    int crc = footer.getInt();
    if (footer.getLong() != MAGIC
        || chunks < 0
        || channel.size() - FOOTER - index != (long) chunks * Chunk.BYTES) {
      throw new DamagedFileException(path);
    }
    byte[] entries = read(path, channel, index, chunks * Chunk.BYTES);
    if (crc != Frame.crc(entries, 0, entries.length)) {
      throw new DamagedFileException(path);
    }
    return new ChunkFile(path, rows, index, chunks);
  }

  FileChannel reader() throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ);
  }

  Chunk chunk(FileChannel channel, int number) throws IOException {
    return Chunk.read(
        new ByteSource(read(path, channel, index + (long) number * Chunk.BYTES, Chunk.BYTES)));
  }

  /** All chunks, by series and time. */
  List<Chunk> index(FileChannel channel) throws IOException {
    ByteSource entries = new ByteSource(read(path, channel, index, chunks * Chunk.BYTES));
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

  /** What a chunk holds; null where it is damaged. */
  byte @Nullable [] bytes(FileChannel channel, Chunk chunk) throws IOException {
    byte[] bytes = read(path, channel, chunk.offset(), chunk.length());
    return Frame.crc(bytes, 0, bytes.length) == chunk.crc() ? bytes : null;
  }

  private static byte[] read(Path path, FileChannel channel, long offset, int length)
      throws IOException {
    if (offset < 0) {
      throw new DamagedFileException(path);
    }
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new DamagedFileException(path);
      }
    }
    return buffer.array();
  }
}
