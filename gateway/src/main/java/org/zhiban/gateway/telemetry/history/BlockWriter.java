package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a block: series in rising order, each sorted by time. */
final class BlockWriter implements AutoCloseable {
  private final long day;
  private final long first;
  private final long end;
  private final int chunkSamples;
  private final ChunkFileWriter file;

  BlockWriter(Path folder, long day, long first, long end, int chunkSamples) throws IOException {
    this.day = day;
    this.first = first;
    this.end = end;
    this.chunkSamples = chunkSamples;
    this.file = new ChunkFileWriter(Block.name(folder, day, first, end));
  }

  /** Adds rows {@code [from, to)} of sorted samples. */
  void add(int series, Samples sorted, int from, int to) throws IOException {
    for (int start = from; start < to; start += chunkSamples) {
      int stop = Math.min(start + chunkSamples, to);
      file.add(
          series,
          stop - start,
          sorted.time(start),
          sorted.time(stop - 1),
          ChunkCodec.encode(sorted.slice(start, stop)));
    }
  }

  /** Makes it whole and gives it its name. */
  Block finish() throws IOException {
    return new Block(file.finish(), day, first, end);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
