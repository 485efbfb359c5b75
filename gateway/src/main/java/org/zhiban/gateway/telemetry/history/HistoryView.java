package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.telemetry.Historian.Bucket;
import org.zhiban.model.telemetry.PointValue;

/**
 * What can be asked: blocks, the frozen head that is being written, the head. Questions hold the
 * read lock, so that a sample that moves from one to the next is seen exactly once.
 */
final class HistoryView {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryView.class);

  /** Takes the samples of a day in order of time; says whether it wants the next day. */
  interface DayVisitor {
    boolean visit(Samples day);
  }

  /** Changes the view. */
  interface Change {
    void run() throws IOException;
  }

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final LongAdder damagedChunks = new LongAdder();
  private final Archive archive;
  private final Rollups rollups;
  private @Nullable Head frozen;
  private Head head;

  HistoryView(Archive archive, Rollups rollups, Head head) {
    this.archive = archive;
    this.rollups = rollups;
    this.head = head;
  }

  /** The head, into which the one thread that appends adds; only that thread replaces it. */
  Head head() {
    return head;
  }

  /** A chunk of a file cannot be read. */
  void damage(Path path) {
    damagedChunks.increment();
    LOG.error("{} is damaged: samples in it cannot be read.", path);
  }

  long damagedChunks() {
    return damagedChunks.sum();
  }

  /** The head that waits to be written, where there is one. */
  @Nullable Head frozen() {
    lock.readLock().lock();
    try {
      return frozen;
    } finally {
      lock.readLock().unlock();
    }
  }

  void freeze(Head next) {
    lock.writeLock().lock();
    try {
      frozen = head;
      head = next;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Blocks stand in for the frozen head from now on, and after a restart too. */
  void thaw(List<Block> blocks, long end) throws IOException {
    lock.writeLock().lock();
    try {
      archive.commit(end);
      archive.add(blocks);
      frozen = null;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Changes the archive while nobody reads. */
  void change(Change change) throws IOException {
    lock.writeLock().lock();
    try {
      change.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Every sample appended before this is in the blocks. */
  long stored() {
    lock.readLock().lock();
    try {
      return archive.stored();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The files of blocks and steps, and up to where they hold the samples, in one moment. */
  HistoryCut blocks() throws IOException {
    lock.readLock().lock();
    try {
      List<HistoryCut.Part> parts = new ArrayList<>();
      for (List<Block> blocks : archive.days().values()) {
        for (Block block : blocks) {
          parts.add(HistoryCut.part(block.path()));
        }
      }
      for (Path path : rollups.files()) {
        parts.add(HistoryCut.part(path));
      }
      return new HistoryCut(archive.stored(), archive.stored(), parts);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Of all blocks together. */
  long bytes() throws IOException {
    lock.readLock().lock();
    try {
      return archive.bytes();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Of all steps together. */
  long rollupBytes() throws IOException {
    lock.readLock().lock();
    try {
      return rollups.bytes();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** What a series did with {@code from <= time < to} by steps. */
  List<Bucket> buckets(int series, long from, long to, long step) throws IOException {
    lock.readLock().lock();
    try {
      return new StepScan(this, archive, rollups, series, step)
          .scan(fresh(series, from, to), from, to)
          .buckets();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Shows the samples with {@code from <= time < to} day by day. */
  void scan(int series, long from, long to, DayVisitor visitor) throws IOException {
    lock.readLock().lock();
    try {
      Samples fresh = fresh(series, from, to);
      for (long day : daysOf(fresh, from, to)) {
        Samples samples = new Samples(64);
        for (Block block : archive.days().getOrDefault(day, List.of())) {
          copy(block, series, from, to, samples);
        }
        int first = fresh.firstAtOrAfter(day * Compaction.DAY_MILLIS);
        int behind = fresh.firstAtOrAfter((day + 1) * Compaction.DAY_MILLIS);
        samples.addAll(fresh.slice(first, behind), from, to);
        if (!visitor.visit(samples.sorted())) {
          return;
        }
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private Samples fresh(int series, long from, long to) {
    Samples fresh = new Samples(64);
    if (frozen != null) {
      frozen.copy(series, from, to, fresh);
    }
    head.copy(series, from, to, fresh);
    return fresh.sorted();
  }

  private SortedSet<Long> daysOf(Samples fresh, long from, long to) {
    TreeSet<Long> days =
        new TreeSet<>(
            archive
                .days()
                .subMap(
                    Math.floorDiv(from, Compaction.DAY_MILLIS),
                    true,
                    Math.floorDiv(to, Compaction.DAY_MILLIS),
                    true)
                .keySet());
    for (int row = 0; row < fresh.size(); row++) {
      days.add(Math.floorDiv(fresh.time(row), Compaction.DAY_MILLIS));
    }
    return days;
  }

  /** Takes over the samples of a block with {@code from <= time < to}. */
  void copy(Block block, int series, long from, long to, Samples into) throws IOException {
    try (FileChannel channel = block.reader()) {
      for (int number = block.firstOf(channel, series); number < block.chunks(); number++) {
        Chunk chunk = block.chunk(channel, number);
        if (chunk.series() != series || chunk.from() >= to) {
          return;
        }
        if (chunk.overlaps(from, to)) {
          into.addAll(read(block, channel, chunk), from, to);
        }
      }
    }
  }

  private Samples read(Block block, FileChannel channel, Chunk chunk) throws IOException {
    Samples samples = block.samples(channel, chunk);
    if (samples == null) {
      damage(block.path());
      return new Samples(0);
    }
    return samples;
  }

  /** The newest sample with {@code time <= at}; of several of one time the last that arrived. */
  @Nullable PointValue lastBefore(int series, long at) throws IOException {
    lock.readLock().lock();
    try {
      Samples fresh = fresh(series, 0, at + 1);
      PointValue newest = fresh.size() == 0 ? null : fresh.get(fresh.size() - 1);
      long day = Math.floorDiv(at, Compaction.DAY_MILLIS);
      for (var blocks : archive.days().headMap(day, true).descendingMap().entrySet()) {
        if (newest != null && newest.time() >= (blocks.getKey() + 1) * Compaction.DAY_MILLIS) {
          return newest;
        }
        for (Block block : blocks.getValue().reversed()) {
          PointValue candidate = lastIn(block, series, at);
          if (candidate != null && (newest == null || candidate.time() > newest.time())) {
            newest = candidate;
          }
        }
      }
      return newest;
    } finally {
      lock.readLock().unlock();
    }
  }

  private @Nullable PointValue lastIn(Block block, int series, long at) throws IOException {
    try (FileChannel channel = block.reader()) {
      Chunk last = null;
      for (int number = block.firstOf(channel, series); number < block.chunks(); number++) {
        Chunk chunk = block.chunk(channel, number);
        if (chunk.series() != series || chunk.from() > at) {
          break;
        }
        last = chunk;
      }
      if (last == null) {
        return null;
      }
      Samples samples = read(block, channel, last);
      int row = samples.firstAtOrAfter(at + 1) - 1;
      return row < 0 ? null : samples.get(row);
    }
  }
}
