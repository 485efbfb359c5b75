package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one background thread of the historian: writes the frozen head into blocks, merges blocks,
 * drops what is older than the retention or must give way, and what the log need not keep. What
 * fails is tried again at the next call.
 */
final class Maintenance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

  private final HistorySettings settings;
  private final Archive archive;
  private final HistoryView view;
  private final SampleLog log;
  private final InstantSource clock;
  private final Room room;
  private final GivingWay givingWay;
  private final Compaction compaction;
  private final Set<Long> unmergeable = new HashSet<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private boolean wanted;
  private boolean running;
  private int holds;
  private volatile boolean closed;
  private volatile long released;
  private final LongAdder givenWay = new LongAdder();
  private volatile @Nullable String trouble;

  Maintenance(
      HistorySettings settings,
      Archive archive,
      HistoryView view,
      SampleLog log,
      InstantSource clock,
      Room room) {
    this.settings = settings;
    this.archive = archive;
    this.view = view;
    this.log = log;
    this.clock = clock;
    this.room = room;
    this.givingWay = new GivingWay(room, clock);
    this.compaction = new Compaction(archive, settings.chunkSamples(), () -> closed);
    this.released = settings.queued() ? 0 : Long.MAX_VALUE;
    this.thread = Thread.ofPlatform().name("historian").daemon().start(this::run);
  }

  /** What went wrong in the last round, for a person; null where nothing did. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Samples that were dropped before their time since the start, since the disk was full. */
  long givenWay() {
    return givenWay.sum();
  }

  void release(long cursor) {
    released = Math.max(released, cursor);
  }

  /** Asks for a round, and returns at once. */
  void request() {
    lock.lock();
    try {
      wanted = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the round that runs; until {@link #letGo} no file goes away but for a disk without
   * room.
   */
  void hold() {
    lock.lock();
    try {
      holds++;
      while (running && !closed) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends a {@link #hold}; what waited for it is done soon. */
  void letGo() {
    lock.lock();
    try {
      holds--;
    } finally {
      lock.unlock();
    }
    request();
  }

  private boolean held() {
    lock.lock();
    try {
      return holds > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no round runs and none is asked for. */
  void awaitIdle() {
    lock.lock();
    try {
      while ((wanted || running) && !closed) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (begin()) {
      try {
        round();
        trouble = null;
      } catch (Compaction.StoppedException _) {
        LOG.debug("Stopped in the middle of a round; the log still has everything.");
      } catch (IOException | RuntimeException e) {
        trouble = e.toString();
        LOG.error(
            "History in {} could not be tidied, and will be again: {}", archive.folder(), e, e);
      } finally {
        end();
      }
    }
  }

  private boolean begin() {
    lock.lock();
    try {
      while (!wanted && !closed) {
        changed.awaitUninterruptibly();
      }
      wanted = false;
      running = !closed;
      return running;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      running = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void round() throws IOException {
    long now = clock.millis();
    long oldestDay = Math.floorDiv(now - settings.retention().toMillis(), Compaction.DAY_MILLIS);
    giveWay(Math.floorDiv(now, Compaction.DAY_MILLIS));
    Head frozen = view.frozen();
    if (frozen != null) {
      List<Block> blocks = compaction.flush(frozen, oldestDay);
      view.thaw(blocks, frozen.end());
    }
    // Whoever holds waits for the end of a round: only a disk without room takes files away from
    // it.
    if (held()) {
      return;
    }
    view.change(() -> dropBefore(oldestDay));
    log.release(Math.min(released, archive.stored()), clock.instant().minus(settings.retention()));
    if (!room.scarce()) {
      merge(Math.floorDiv(now, Compaction.DAY_MILLIS));
    }
  }

  /** The oldest day goes first; what is not yet a whole day stays. */
  private void giveWay(long today) throws IOException {
    var oldest = archive.days().firstEntry();
    if (oldest == null || oldest.getKey() >= today - 1 || !givingWay.due()) {
      return;
    }
    long free = room.free();
    List<Block> blocks = oldest.getValue();
    long samples = blocks.stream().mapToLong(Block::samples).sum();
    view.change(() -> archive.remove(blocks));
    givingWay.gave(free);
    givenWay.add(samples);
    LOG.error(
        "The disk of {} is nearly full, {} MB were left: the history of {}, {} samples, was"
            + " deleted before its time. Free space, or shorten telemetry.retention.",
        archive.folder(),
        free >> 20,
        LocalDate.ofEpochDay(oldest.getKey()),
        samples);
  }

  private void dropBefore(long oldestDay) throws IOException {
    for (List<Block> blocks : List.copyOf(archive.days().headMap(oldestDay).values())) {
      archive.remove(blocks);
    }
  }

  private void merge(long today) throws IOException {
    for (var day : List.copyOf(archive.days().entrySet())) {
      List<Block> blocks = Compaction.worthMerging(day.getValue(), day.getKey() < today - 1);
      if (!blocks.isEmpty() && !unmergeable.contains(day.getKey())) {
        mergeDay(day.getKey(), blocks);
      }
    }
  }

  private void mergeDay(long day, List<Block> blocks) throws IOException {
    Block merged;
    try {
      merged = compaction.merge(blocks);
    } catch (IOException e) {
      unmergeable.add(day);
      LOG.error("A day of history stays in several files: {}", e, e);
      return;
    }
    view.change(
        () -> {
          archive.add(List.of(merged));
          archive.remove(blocks);
        });
  }

  /** Stops a round in its middle; its step counts for nothing, and the log keeps the samples. */
  @Override
  public void close() {
    closed = true;
    request();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
