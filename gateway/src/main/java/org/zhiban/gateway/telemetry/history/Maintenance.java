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
 * The one background thread of the historian: writes the frozen head into blocks, rolls days up,
 * merges blocks, drops what is older than the retention or must give way, and what the log need not
 * keep. What fails is tried again at the next call.
 */
final class Maintenance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

  /** Ten years. */
  static final long ROLLED_DAYS = 3_653;

  /** So long a day waits, beyond the retention, for being rolled up. */
  private static final long GRACE_DAYS = 7;

  private final HistorySettings settings;
  private final Archive archive;
  private final Rollups rollups;
  private final HistoryView view;
  private final SampleLog log;
  private final InstantSource clock;
  private final Room room;
  private final GivingWay givingWay;
  private final Compaction compaction;
  private final RollingUp rollingUp;
  private final Set<Long> unmergeable = new HashSet<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private boolean wanted;

  /** Whether this round came to the end of what is to be rolled up, of its one thread. */
  private boolean rolledAll;

  private boolean running;
  private int holds;
  private volatile boolean closed;
  private volatile long released;
  private final LongAdder givenWay = new LongAdder();
  private volatile @Nullable String trouble;

  Maintenance(
      HistorySettings settings,
      Archive archive,
      Rollups rollups,
      HistoryView view,
      SampleLog log,
      InstantSource clock,
      Room room) {
    this.settings = settings;
    this.archive = archive;
    this.rollups = rollups;
    this.view = view;
    this.log = log;
    this.clock = clock;
    this.room = room;
    this.givingWay = new GivingWay(room, clock);
    this.compaction = new Compaction(archive, settings.chunkSamples(), () -> closed);
    this.rollingUp = new RollingUp(archive, rollups, view, () -> closed);
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

  /** Whether nobody waits for this round to end. */
  private boolean goesOn() {
    lock.lock();
    try {
      return !wanted && holds == 0 && !closed;
    } finally {
      lock.unlock();
    }
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
    long today = Math.floorDiv(now, Compaction.DAY_MILLIS);
    // A day more: a clock that is set forward by one deletes nothing that is to be kept.
    long oldestDay =
        Math.floorDiv(now - settings.retention().toMillis(), Compaction.DAY_MILLIS) - 1;
    IOException failed = tried(() -> giveWay(today));
    Head frozen = view.frozen();
    if (frozen != null) {
      List<Block> blocks = compaction.flush(frozen);
      view.thaw(blocks, frozen.end());
    }
    // Whoever holds waits for the end of a round: only a disk without room takes files away from
    // it.
    if (held()) {
      return;
    }
    boolean roomy = !room.scarce();
    rolledAll = false;
    IOException unrolled =
        roomy ? tried(() -> rolledAll = rollingUp.roll(today - 1, this::goesOn)) : null;
    // What fails is said after all the rest was tried.
    rolledAll |= unrolled != null;
    failed = failed == null ? unrolled : failed;
    view.change(() -> dropBefore(oldestDay));
    view.change(() -> rollups.dropBefore(today - ROLLED_DAYS));
    log.release(Math.min(released, archive.stored()), clock.instant().minus(settings.retention()));
    if (roomy) {
      merge(today);
    }
    if (failed != null) {
      throw failed;
    }
  }

  /** What failed, where something did: the rest of a round does not wait for it. */
  private static @Nullable IOException tried(HistoryView.Change part) {
    try {
      part.run();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /** The oldest day goes first; what is not yet a whole day stays. */
  private void giveWay(long today) throws IOException {
    var oldest = archive.days().firstEntry();
    if (!givingWay.due()) {
      return;
    }
    if (oldest == null || oldest.getKey() >= today - 1) {
      giveMinutes(today);
      return;
    }
    long day = oldest.getKey();
    rollFirst(day);
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
        LocalDate.ofEpochDay(day),
        samples);
  }

  /** What stays of a day takes little; where there is no room for that either, it goes whole. */
  private void rollFirst(long day) {
    try {
      rollingUp.roll(day);
    } catch (IOException e) {
      LOG.error("{} could not be rolled up: {}", LocalDate.ofEpochDay(day), e, e);
    }
  }

  /** Where no samples are left to go, the oldest steps by minute; those by hour stay. */
  private void giveMinutes(long today) throws IOException {
    var oldest = rollups.days().firstEntry();
    if (oldest == null || oldest.getKey() >= today - 1) {
      return;
    }
    long day = oldest.getKey();
    if (!rollups.hourly(day)) {
      try {
        rollingUp.rollHours(Rollups.monthOf(day));
      } catch (IOException e) {
        LOG.error("{} could not be rolled up: {}", LocalDate.ofEpochDay(day), e, e);
      }
    }
    long free = room.free();
    view.change(() -> rollups.drop(day));
    givingWay.gave(free);
    LOG.error(
        "The disk of {} is nearly full, {} MB were left: of {} only the roll-up by hour is kept."
            + " Free space.",
        archive.folder(),
        free >> 20,
        LocalDate.ofEpochDay(day));
  }

  /** What could not be rolled up stays a while longer. */
  private void dropBefore(long oldestDay) throws IOException {
    for (var day : List.copyOf(archive.days().headMap(oldestDay).entrySet())) {
      boolean rolled = rollingUp.rolled(day.getKey());
      if (rolled || (rolledAll && day.getKey() < oldestDay - GRACE_DAYS)) {
        archive.remove(day.getValue());
        if (!rolled) {
          LOG.error("{} went without being rolled up.", LocalDate.ofEpochDay(day.getKey()));
        }
      }
    }
  }

  private void merge(long today) throws IOException {
    for (var day : List.copyOf(archive.days().entrySet())) {
      boolean over = day.getKey() < today - 1;
      List<Block> blocks = Compaction.worthMerging(day.getValue(), over);
      // What came late to a day whose samples gave way is told by its own blocks.
      boolean waits = over && !rollingUp.rolled(day.getKey());
      if (!blocks.isEmpty() && !waits && !unmergeable.contains(day.getKey())) {
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
