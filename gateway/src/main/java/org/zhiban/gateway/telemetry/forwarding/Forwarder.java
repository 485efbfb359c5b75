package org.zhiban.gateway.telemetry.forwarding;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.telemetry.Historian.Backlog;
import org.zhiban.gateway.telemetry.forwarding.MeasurementSink.Outcome;

/**
 * Carries the history to a sink, oldest first. After an outage it goes on with what comes from then
 * on, and fills the gap beside that, oldest first, at no more than half of the sink's time. How far
 * it is is committed after the sink's answer: what a crash or an outage leaves open is written
 * again, which the sink takes as the same rows. A virtual thread of its own runs it from {@link
 * #start} to {@link #close}.
 */
public final class Forwarder implements AutoCloseable {
  static final int BATCH = 5_000;
  static final Duration IDLE = Duration.ofMillis(500);

  /**
   * So many samples behind, and so long or since an outage, what is open is a gap: what comes next
   * goes before.
   */
  static final int FAR = 4 * BATCH;

  static final Duration LONG_BEHIND = Duration.ofSeconds(1);

  /** What is live is to wait for a part of the gap, or for its rest, no longer than about this. */
  private static final Duration LONG_WRITE = Duration.ofMillis(200);

  private static final int SMALLEST_PART = 100;
  private static final int FIRST_PART = 500;
  private static final Duration END = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
  private static final int LOGGED_REFUSALS = 3;
  private static final int QUARANTINE = 100;

  private final String name;
  private final KeptProgress kept;
  private final Backoff live;
  private final Backoff filling;
  private final Historian historian;
  private final OperationsStore operations;
  private final MeasurementSink sink;
  private final MeasurementNames names;
  private final InstantSource clock;
  private final LongAdder forwarded = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder missing = new LongAdder();

  /** The last rows that were refused, the latest first. */
  private final Deque<Quarantined> quarantine = new ConcurrentLinkedDeque<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopped = lock.newCondition();
  private volatile @Nullable Progress progress;
  private int part = FIRST_PART;
  private Instant fillAgain = Instant.EPOCH;

  /** Whether more of what is new is there than a batch took. */
  private boolean full;

  /** When nothing was left to forward but a gap; long ago after an outage. */
  private Instant upToDateAt = Instant.EPOCH;

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
    this.kept = new KeptProgress(name, operations);
    this.live = new Backoff("Forwarding", clock);
    this.filling = new Backoff("What an outage left", clock);
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

  /** Forwards a batch, and a part of a gap; says how long to wait for the next. */
  Duration step() {
    Optional<Outcome.Unavailable> unavailable = attempt(this::forwardLive);
    if (unavailable.isPresent()) {
      upToDateAt = Instant.EPOCH;
      return live.failed(unavailable.get());
    }
    if (full) {
      return Duration.ZERO;
    }
    if (live.trouble().isEmpty()) {
      upToDateAt = clock.instant();
    }
    return progress().gaps().isEmpty() ? IDLE : fill();
  }

  /** What stopped it, where something did: the other side, the history, or the store. */
  private static Optional<Outcome.Unavailable> attempt(
      Supplier<Optional<Outcome.Unavailable>> work) {
    try {
      return work.get();
    } catch (StoreUnavailableException e) {
      return Optional.of(new Outcome.Unavailable(String.valueOf(e.getMessage()), Optional.empty()));
    } catch (RuntimeException e) {
      // The thread must outlive what nobody foresaw: the next try may succeed, and the trouble
      // shows.
      LOG.error("Forwarding failed: {}", e, e);
      return Optional.of(new Outcome.Unavailable(e.toString(), Optional.empty()));
    }
  }

  private Optional<Outcome.Unavailable> forwardLive() {
    Progress before = resumed(progress());
    Backlog fresh = historian.readAfter(before.live(), BATCH);
    full = fresh.rows().size() == BATCH;
    return forward(fresh, before.live(), fresh.next(), before.liveUpTo(fresh.next()));
  }

  /** Where it is far behind for long: what is open becomes a gap, on disk with the next commit. */
  private Progress resumed(Progress before) {
    long head = historian.head();
    Instant now = clock.instant();
    if (head - before.live() <= FAR || now.isBefore(upToDateAt.plus(LONG_BEHIND))) {
      return before;
    }
    if (live.trouble().isEmpty()) {
      upToDateAt = now;
    }
    Progress after = before.resumedAt(head);
    progress = after;
    return after;
  }

  private Progress progress() {
    Progress known = progress;
    if (known == null) {
      known = kept.read(historian.head());
      progress = known;
      historian.release(known.done());
    }
    return known;
  }

  /**
   * Writes rows, then commits that this was done; what stopped it, where something did.
   *
   * @param until what of the backlog is behind this was not asked for
   */
  private Optional<Outcome.Unavailable> forward(
      Backlog backlog, long from, long until, Progress after) {
    if (backlog.next() == from) {
      return Optional.empty();
    }
    Delivery delivery = new Delivery(sink);
    Optional<Outcome.Unavailable> unavailable =
        backlog.rows().isEmpty()
            ? Optional.empty()
            : delivery.deliver(backlog.rows().stream().map(names::of).toList());
    if (unavailable.isEmpty()) {
      operations.transact(
          tx -> {
            kept.write(after, tx);
            return after;
          });
      long gone = Math.min(backlog.next(), until) - from - backlog.rows().size();
      count(backlog, gone, delivery.refused());
      progress = after;
      historian.release(after.done());
      live.worked();
    }
    return unavailable;
  }

  /**
   * Forwards a part of the oldest gap, and rests as long as that took: the other side has its own
   * work. A gap that cannot be filled holds nothing up.
   */
  private Duration fill() {
    Instant begun = clock.instant();
    Duration rest = Duration.between(begun, fillAgain);
    if (rest.isPositive() && rest.compareTo(Backoff.LONGEST_ASKED) <= 0) {
      return glance(rest);
    }
    Optional<Outcome.Unavailable> unavailable = attempt(this::forwardGap);
    if (unavailable.isPresent()) {
      fillAgain = clock.instant().plus(filling.failed(unavailable.get()));
      part = FIRST_PART;
      return LONG_WRITE;
    }
    filling.worked();
    Duration took = Duration.between(begun, clock.instant());
    if (took.compareTo(LONG_WRITE) > 0) {
      part = Math.max(SMALLEST_PART, part / 2);
    } else if (took.multipliedBy(2).compareTo(LONG_WRITE) < 0) {
      part = Math.min(BATCH, 2 * part);
    }
    fillAgain = begun.plus(took.multipliedBy(2));
    return glance(took);
  }

  private Optional<Outcome.Unavailable> forwardGap() {
    Progress before = progress();
    Progress.Gap oldest = before.gaps().getFirst();
    Backlog old =
        historian.readAfter(oldest.from(), (int) Math.min(part, oldest.to() - oldest.from()));
    return forward(old, oldest.from(), oldest.to(), before.filledUpTo(old.next()));
  }

  /** What is new is looked for while the gap rests. */
  private static Duration glance(Duration rest) {
    return Backoff.shorter(rest, LONG_WRITE);
  }

  private void count(Backlog backlog, long lost, List<Delivery.Refused> rejected) {
    long gone = Math.max(0, lost);
    forwarded.add(backlog.rows().size() - rejected.size());
    refused.add(rejected.size());
    missing.add(gone);
    if (gone > 0) {
      LOG.error("{} samples are no longer in the history and were not forwarded.", gone);
    }
    Instant now = clock.instant();
    for (Delivery.Refused one : rejected) {
      quarantine.addFirst(new Quarantined(one.row(), one.reason(), now));
      if (quarantine.size() > QUARANTINE) {
        quarantine.removeLast();
      }
    }
    rejected.stream()
        .limit(LOGGED_REFUSALS)
        .forEach(r -> LOG.warn("Refused and passed over: {} because of {}", r.row(), r.reason()));
    if (rejected.size() > LOGGED_REFUSALS) {
      LOG.warn("{} more samples were refused.", rejected.size() - LOGGED_REFUSALS);
    }
  }

  /** The last rows that the other side would not have since the start, the latest first. */
  public List<Quarantined> quarantine() {
    return List.copyOf(quarantine);
  }

  /** How it does. */
  public ForwardingFigures figures() {
    Progress known = progress;
    return new ForwardingFigures(
        forwarded.sum(),
        refused.sum(),
        missing.sum(),
        known == null ? 0 : known.waiting(historian.head()),
        known == null ? 0 : known.missed(),
        live.trouble().or(filling::trouble));
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
