package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Makes blocks of samples: from the memory, and of several blocks one. Stops where it is told. */
final class Compaction {
  static final long DAY_MILLIS = 86_400_000;

  /** So many blocks of about one size are merged into one. */
  static final int FAN_IN = 8;

  private final Archive archive;
  private final int chunkSamples;
  private final BooleanSupplier stopped;

  Compaction(Archive archive, int chunkSamples, BooleanSupplier stopped) {
    this.archive = archive;
    this.chunkSamples = chunkSamples;
    this.stopped = stopped;
  }

  /** Told to stop in the middle; nothing of the step remains. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Writes the samples of a frozen head, a block for each day. */
  List<Block> flush(Head head) throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (long day : daysOf(head)) {
      try (BlockWriter writer = writer(day, archive.stored(), head.end())) {
        for (int series = 0; series < head.seriesCount(); series++) {
          Samples sorted = head.sorted(series);
          int from = sorted.firstAtOrAfter(day * DAY_MILLIS);
          int to = sorted.firstAtOrAfter((day + 1) * DAY_MILLIS);
          writer.add(series, sorted, from, to);
          checkStopped();
        }
        blocks.add(writer.finish());
      }
    }
    return blocks;
  }

  private BlockWriter writer(long day, long first, long end) throws IOException {
    return new BlockWriter(archive.folder(), day, first, end, chunkSamples);
  }

  private void checkStopped() {
    if (stopped.getAsBoolean()) {
      throw new StoppedException();
    }
  }

  private static SortedSet<Long> daysOf(Head head) {
    SortedSet<Long> days = new TreeSet<>();
    for (int series = 0; series < head.seriesCount(); series++) {
      Samples sorted = head.sorted(series);
      for (int row = 0; row < sorted.size(); ) {
        long day = Math.floorDiv(sorted.time(row), DAY_MILLIS);
        days.add(day);
        row = sorted.firstAtOrAfter((day + 1) * DAY_MILLIS);
      }
    }
    return days;
  }

  /**
   * Which blocks of a day are worth merging: all of a day that is over; else the newest, as soon as
   * eight of them are no greater than one size, sizes rising eightfold.
   */
  static List<Block> worthMerging(List<Block> blocks, boolean over) {
    if (over) {
      return blocks.size() > 1 ? blocks : List.of();
    }
    for (int size = 0; size < Long.SIZE; size += 3) {
      int start = blocks.size();
      while (start > 0 && blocks.get(start - 1).samples() >>> size < FAN_IN) {
        start--;
      }
      if (blocks.size() - start >= FAN_IN) {
        return blocks.subList(start, blocks.size());
      }
    }
    return List.of();
  }

  /** Writes one block that holds what several neighbours of one day hold. */
  Block merge(List<Block> blocks) throws IOException {
    Block oldest = blocks.getFirst();
    Block newest = blocks.getLast();
    List<ChunkFile> files = blocks.stream().map(Block::file).toList();
    try (BlockWriter writer = writer(oldest.day(), oldest.first(), newest.end());
        ChunkScans scans = new ChunkScans(files)) {
      for (int series = scans.next(); series != ChunkScans.NONE; series = scans.next()) {
        Samples samples = new Samples(chunkSamples);
        scans.take(
            series,
            (file, bytes) -> {
              if (bytes == null) {
                throw new DamagedFileException(files.get(file).path());
              }
              samples.addAll(ChunkCodec.decode(bytes), 0, Long.MAX_VALUE);
            });
        writer.add(series, samples.sorted(), 0, samples.size());
        checkStopped();
      }
      return writer.finish();
    }
  }
}
