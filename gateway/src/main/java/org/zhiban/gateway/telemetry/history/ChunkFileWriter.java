package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file of chunks in the order of its index; it has its name once it is whole. */
final class ChunkFileWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  private final Path path;
  private final FileChannel channel;
  private final ByteSink buffer = new ByteSink(BUFFER);
  private final ByteSink index = new ByteSink(4096);
  private long written;
  private long rows;
  private int chunks;

  ChunkFileWriter(Path path) throws IOException {
    this.path = path;
    this.channel = Durable.create(Durable.unfinished(path));
  }

  /** Adds a chunk of {@code count} rows, the first and the last of which have these times. */
  void add(int series, int count, long from, long to, byte[] bytes) throws IOException {
    new Chunk(
            series,
            count,
            from,
            to,
            written + buffer.size(),
            bytes.length,
            Frame.crc(bytes, 0, bytes.length))
        .write(index);
    buffer.put(bytes);
    rows += count;
    chunks++;
    if (buffer.size() >= BUFFER) {
      flush();
    }
  }

  private void flush() throws IOException {
    Durable.writeFully(channel, buffer);
    written += buffer.size();
    buffer.clear();
  }

  /** Writes the index and the footer, syncs the file and gives it its name. */
  ChunkFile finish() throws IOException {
    flush();
    byte[] entries = index.toArray();
    index.putLong(rows);
    index.putLong(written);
    index.putInt(chunks);
    index.putInt(Frame.crc(entries, 0, entries.length));
    index.putLong(ChunkFile.MAGIC);
    Durable.writeFully(channel, index);
    channel.force(true);
    channel.close();
    Durable.finish(path);
    return new ChunkFile(path, rows, written, chunks);
  }

  /** Where it was not finished, nothing stays of it. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      Files.deleteIfExists(Durable.unfinished(path));
    }
  }
}
