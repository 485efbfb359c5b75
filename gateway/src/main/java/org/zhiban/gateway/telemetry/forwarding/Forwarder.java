package org.zhiban.gateway.telemetry.forwarding;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.telemetry.Historian.Backlog;
import org.zhiban.gateway.telemetry.forwarding.MeasurementSink.Outcome;

/**
 * Carries the history to a sink, oldest first. The cursor is committed after the sink's answer:
 * what a crash or an outage leaves open is written again, which the sink takes as the same rows. A
 * virtual thread of its own runs it from {@link #start} to {@link #close}.
 */
public final class Forwarder implements AutoCloseable {
  static final int BATCH = 5_000;
  static final Duration IDLE = Duration.ofMillis(500);
  static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
  private static final int LOGGED_REFUSALS = 3;

  private final String name;
  private final Historian historian;
  private final OperationsStore operations;
  private final MeasurementSink sink;
  private final MeasurementNames names;
  private final InstantSource clock;
  private final LongAdder forwarded = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder missing = new LongAdder();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopped = lock.newCondition();
  private volatile long cursor = -1;
  private volatile Optional<ForwardingTrouble> trouble = Optional.empty();
  private Duration wait = FIRST_WAIT;
  private volatile boolean closed;
  private @Nullable Thread thread;

  /**
   * Carries on where it stopped.
   *
   * @param name under which the operations store keeps the cursor
   */
  public Forwarder(
      String name,
      Historian historian,
      OperationsStore operations,
      MeasurementSink sink,
      MeasurementNames names,
      InstantSource clock) {
    this.name = name;
    this.historian = historian;
    this.operations = operations;
    this.sink = sink;
    this.names = names;
    this.clock = clock;
  }

  /** Starts the thread; once. */
  public void start() {
    thread = Thread.ofVirtual().name("forwarder " + name).start(this::run);
  }

  private void run() {
    while (!closed) {
      pause(step());
    }
  }

  private void pause(Duration duration) {
    lock.lock();
    try {
      for (long left = duration.toNanos(); left > 0 && !closed; ) {
        left = stopped.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Forwards one batch; says how long to wait for the next. */
  Duration step() {
    try {
      if (cursor < 0) {
        cursor = operations.<Optional<Long>>query(q -> q.cursor(name)).orElse(0L);
        historian.release(cursor);
      }
      Backlog backlog = historian.readAfter(cursor, BATCH);
      return backlog.next() == cursor ? IDLE : forward(backlog);
    } catch (StoreUnavailableException e) {
      return failed(String.valueOf(e.getMessage()), Optional.empty());
    } catch (RuntimeException e) {
      // The thread must outlive what nobody foresaw: the next try may succeed, and the trouble
      // shows.
      LOG.error("Forwarding failed: {}", e, e);
      return failed(e.toString(), Optional.empty());
    }
  }

  private Duration forward(Backlog backlog) {
    Delivery delivery = new Delivery(sink);
    Optional<Outcome.Unavailable> unavailable =
        backlog.rows().isEmpty()
            ? Optional.empty()
            : delivery.deliver(backlog.rows().stream().map(names::of).toList());
    if (unavailable.isPresent()) {
      return failed(unavailable.get().reason(), unavailable.get().retryAfter());
    }
    operations.transact(
        tx -> {
          tx.cursor(name, backlog.next());
          return backlog.next();
        });
    count(backlog, delivery.refused());
    cursor = backlog.next();
    historian.release(cursor);
    recovered();
    return backlog.rows().size() < BATCH ? IDLE : Duration.ZERO;
  }

  private void count(Backlog backlog, List<Delivery.Refused> rejected) {
    long gone = Math.max(0, backlog.next() - cursor - backlog.rows().size());
    forwarded.add(backlog.rows().size() - rejected.size());
    refused.add(rejected.size());
    missing.add(gone);
    if (gone > 0) {
      LOG.error("{} samples are no longer in the history and were not forwarded.", gone);
    }
    rejected.stream()
        .limit(LOGGED_REFUSALS)
        .forEach(r -> LOG.warn("Refused and passed over: {} because of {}", r.row(), r.reason()));
    if (rejected.size() > LOGGED_REFUSALS) {
      LOG.warn("{} more samples were refused.", rejected.size() - LOGGED_REFUSALS);
    }
  }

  private Duration failed(String reason, Optional<Duration> asked) {
    if (trouble.isEmpty()) {
      LOG.warn("Forwarding waits, and goes on by itself where it stopped: {}", reason);
    }
    trouble =
        Optional.of(
            new ForwardingTrouble(
                reason, trouble.map(ForwardingTrouble::since).orElseGet(clock::instant)));
    Duration next = asked.filter(a -> a.compareTo(wait) > 0).orElse(wait);
    Duration doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    return next.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next;
  }

  private void recovered() {
    trouble.ifPresent(
        before -> LOG.info("Forwarding goes on; it had waited since {}.", before.since()));
    trouble = Optional.empty();
    wait = FIRST_WAIT;
  }

  /** How it does, for the metrics. */
  public ForwardingFigures figures() {
    long done = cursor;
    return new ForwardingFigures(
        forwarded.sum(),
        refused.sum(),
        missing.sum(),
        done < 0 ? 0 : Math.max(0, historian.head() - done),
        trouble);
  }

  /** Stops; a write under way is broken off, and made again after the next start. */
  @Override
  public void close() {
    signalStop();
    sink.close();
    if (thread != null) {
      try {
        thread.join(END);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void signalStop() {
    lock.lock();
    try {
      closed = true;
      stopped.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
