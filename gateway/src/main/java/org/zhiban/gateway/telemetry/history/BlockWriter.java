package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a block: series in rising order, each sorted by time; it has its name once it is whole.
 */
final class BlockWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  private final Path path;
  private final long day;
  private final long first;
  private final long end;
  private final int chunkSamples;
  private final FileChannel channel;
  private final ByteSink buffer = new ByteSink(BUFFER);
  private final ByteSink index = new ByteSink(4096);
  private long written;
  private long samples;
  private int chunks;

  BlockWriter(Path folder, long day, long first, long end, int chunkSamples) throws IOException {
    this.path = Block.name(folder, day, first, end);
    this.day = day;
    this.first = first;
    this.end = end;
    this.chunkSamples = chunkSamples;
    this.channel = Durable.create(Durable.unfinished(path));
  }

  /** Adds rows {@code [from, to)} of sorted samples. */
  void add(int series, Samples sorted, int from, int to) throws IOException {
    for (int start = from; start < to; start += chunkSamples) {
      int stop = Math.min(start + chunkSamples, to);
      byte[] bytes = ChunkCodec.encode(sorted.slice(start, stop));
      new Chunk(
              series,
              stop - start,
              sorted.time(start),
              sorted.time(stop - 1),
              written + buffer.size(),
              bytes.length,
              Frame.crc(bytes, 0, bytes.length))
          .write(index);
      buffer.put(bytes);
      samples += stop - start;
      chunks++;
      if (buffer.size() >= BUFFER) {
        flush();
      }
    }
  }

  private void flush() throws IOException {
    Durable.writeFully(channel, buffer);
    written += buffer.size();
    buffer.clear();
  }

  /** Writes the index and the footer, syncs the file and gives it its name. */
  Block finish() throws IOException {
    flush();
    byte[] entries = index.toArray();
    index.putLong(samples);
    index.putLong(written);
    index.putInt(chunks);
    index.putInt(Frame.crc(entries, 0, entries.length));
    index.putLong(Block.MAGIC);
    Durable.writeFully(channel, index);
    channel.force(true);
    channel.close();
    Durable.finish(path);
    return new Block(path, day, first, end, samples, written, chunks);
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
