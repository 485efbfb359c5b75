package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through several files of chunks side by side, series by series. */
final class ChunkScans implements AutoCloseable {
  /** Behind the last series. */
  static final int NONE = Integer.MAX_VALUE;

  private final List<Scan> scans = new ArrayList<>();

  ChunkScans(List<ChunkFile> files) throws IOException {
    try {
      for (ChunkFile file : files) {
        scans.add(new Scan(file));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Takes the chunks of a series in the order of the files, and of time in each. */
  interface Taker {
    /**
     * Takes one.
     *
     * @param file which of the files it is from
     * @param bytes what it holds; null where it is damaged
     */
    void take(int file, byte @Nullable [] bytes) throws IOException;
  }

  /** The lowest series of which there is something left. */
  int next() {
    return scans.stream().mapToInt(Scan::series).min().orElse(NONE);
  }

  /** Goes behind a series. */
  void take(int series, Taker taker) throws IOException {
    for (int file = 0; file < scans.size(); file++) {
      Scan scan = scans.get(file);
      while (scan.series() == series) {
        taker.take(file, scan.take());
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Scan scan : scans) {
      scan.channel.close();
    }
  }

  /** Goes through one file from its first chunk to its last. */
  private static final class Scan {
    private static final Chunk BEHIND = new Chunk(NONE, 0, 0, 0, 0, 0, 0);

    private final ChunkFile file;
    private final FileChannel channel;
    private int number;
    private Chunk next = BEHIND;

    Scan(ChunkFile file) throws IOException {
      this.file = file;
      this.channel = file.reader();
      look();
    }

    private void look() throws IOException {
      next = number < file.chunks() ? file.chunk(channel, number) : BEHIND;
    }

    int series() {
      return next.series();
    }

    byte @Nullable [] take() throws IOException {
      byte[] bytes = file.bytes(channel, next);
      number++;
      look();
      return bytes;
    }
  }
}
