package org.zhiban.gateway.acquisition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Groups what is reported into one commit of the historian every {@link #COMMIT_EVERY}. When
 * history cannot be written, reading and judging go on: what does not fit the queue any more is
 * dropped, counted and said; whoever waits for its commit is never told.
 */
final class HistoryWriter implements AutoCloseable {
  static final Duration COMMIT_EVERY = Duration.ofMillis(50);
  private static final int ROWS_A_COMMIT = 50_000;
  private static final Logger log = LoggerFactory.getLogger(HistoryWriter.class);

  private final Historian historian;
  private final Retold retold;
  private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(4_096);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer = Thread.ofVirtual().name("history").unstarted(this::work);
  private final AtomicBoolean dropping = new AtomicBoolean();

  /** Of those that were dropped, how many were said; of the writer's thread. */
  private long told;

  private volatile boolean closing;
  private volatile boolean failing;

  private record Entry(SampleBatch batch, Runnable committed) {}

  /**
   * Writes into a historian.
   *
   * @param start of the gateway, milliseconds since 1970 UTC: what is older may be on record
   */
  HistoryWriter(Historian historian, PointIndex index, long start) {
    this.historian = historian;
    retold = new Retold(historian, index, start, System::nanoTime);
  }

  void start() {
    writer.start();
  }

  /**
   * Takes a batch over; {@code committed} runs after it is on disk. Waits for room unless history
   * is failing.
   */
  void add(SampleBatch batch, Runnable committed) throws InterruptedException {
    Entry entry = new Entry(batch, committed);
    boolean taken = failing ? queue.offer(entry) : queue.offer(entry, 5, TimeUnit.SECONDS);
    if (!taken) {
      dropped.addAndGet(batch.size());
      if (dropping.compareAndSet(false, true)) {
        log.error(
            "history cannot keep up or cannot be written: samples are being dropped; look at the"
                + " disk of the data folder");
      }
    }
  }

  /** How many it were is known when it is over. */
  private void written() {
    failing = false;
    if (dropping.compareAndSet(true, false)) {
      long all = dropped.get();
      log.error("history is written again; {} samples are not on record", all - told);
      told = all;
    }
  }

  /** Samples that were not recorded since start. */
  long dropped() {
    return dropped.get();
  }

  boolean failing() {
    return failing;
  }

  private void work() {
    try {
      while (!closing || !queue.isEmpty()) {
        Entry first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          commit(gather(first));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Entry> gather(Entry first) throws InterruptedException {
    List<Entry> entries = new ArrayList<>();
    entries.add(first);
    long rows = first.batch.size();
    long until = System.nanoTime() + COMMIT_EVERY.toNanos();
    while (rows < ROWS_A_COMMIT) {
      Entry next = queue.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      entries.add(next);
      rows += next.batch.size();
    }
    return entries;
  }

  private void commit(List<Entry> entries) throws InterruptedException {
    SampleBatch all = merge(entries);
    SampleBatch fresh = null;
    for (long pause = 200; !all.isEmpty(); pause = Math.min(pause * 2, 10_000)) {
      try {
        fresh = fresh == null ? retold.without(all) : fresh;
        if (!fresh.isEmpty()) {
          historian.append(fresh);
        }
        written();
        break;
      } catch (RuntimeException e) {
        failing = true;
        log.error("history was not written, next try in {} ms: {}", pause, e.getMessage());
        if (closing) {
          return;
        }
        Thread.sleep(pause);
      }
    }
    entries.forEach(entry -> entry.committed.run());
  }

  private static SampleBatch merge(List<Entry> entries) {
    if (entries.size() == 1) {
      return entries.getFirst().batch;
    }
    SampleBatch all = new SampleBatch(entries.stream().mapToInt(e -> e.batch.size()).sum());
    for (Entry entry : entries) {
      for (int row = 0; row < entry.batch.size(); row++) {
        all.copyRow(entry.batch, row);
      }
    }
    return all;
  }

  /** Writes what is queued and ends. */
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(Duration.ofSeconds(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
