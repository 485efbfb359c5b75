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
  static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
  private static final int LOGGED_REFUSALS = 3;
  private static final int QUARANTINE = 100;

  private final String name;
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

  /** When nothing was left to forward but a gap; long ago after an outage. */
  private Instant upToDateAt = Instant.EPOCH;

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

  /** Forwards a batch, and a part of the gap; says how long to wait for the next. */
  Duration step() {
    try {
      Progress before = resumed(progress());
      Backlog fresh = historian.readAfter(before.live(), BATCH);
      Progress after = before.liveUpTo(fresh.next());
      Optional<Outcome.Unavailable> unavailable = forward(fresh, before.live(), after);
      if (unavailable.isPresent()) {
        return failed(unavailable.get());
      }
      if (!after.gap()) {
        recovered();
      }
      if (fresh.rows().size() == BATCH) {
        return Duration.ZERO;
      }
      upToDateAt = clock.instant();
      return after.gap() ? fill(after) : IDLE;
    } catch (StoreUnavailableException e) {
      return failed(new Outcome.Unavailable(String.valueOf(e.getMessage()), Optional.empty()));
    } catch (RuntimeException e) {
      // The thread must outlive what nobody foresaw: the next try may succeed, and the trouble
      // shows.
      LOG.error("Forwarding failed: {}", e, e);
      return failed(new Outcome.Unavailable(e.toString(), Optional.empty()));
    }
  }

  /** Where it is far behind for long: what is open becomes a gap, on disk with the next commit. */
  private Progress resumed(Progress before) {
    long head = historian.head();
    Instant now = clock.instant();
    if (head - before.live() <= FAR || now.isBefore(upToDateAt.plus(LONG_BEHIND))) {
      return before;
    }
    upToDateAt = now;
    Progress after = before.resumedAt(head);
    progress = after;
    return after;
  }

  /** How far it is; of a store that is newer than the history, no further than that. */
  private Progress progress() {
    Progress known = progress;
    if (known == null) {
      Optional<Long> done = operations.query(q -> q.cursor(name));
      Optional<Long> resumed = operations.query(q -> q.cursor(resumedName()));
      Optional<Long> live = operations.query(q -> q.cursor(liveName()));
      known =
          resumed.isPresent() && live.isPresent() && done.orElse(0L) < resumed.get()
              ? new Progress(done.orElse(0L), resumed.get(), live.get())
              : Progress.upTo(done.orElse(0L));
      if (known.live() > historian.head()) {
        known = Progress.upTo(Math.min(known.done(), historian.head()));
      }
      progress = known;
      historian.release(known.done());
    }
    return known;
  }

  private String resumedName() {
    return name + "/resumed";
  }

  private String liveName() {
    return name + "/live";
  }

  /** Writes rows, then commits that this was done; what stopped it, where something did. */
  private Optional<Outcome.Unavailable> forward(Backlog backlog, long from, Progress after) {
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
            tx.cursor(name, after.done());
            tx.cursor(resumedName(), after.resumed());
            tx.cursor(liveName(), after.live());
            return after;
          });
      count(backlog, from, delivery.refused());
      progress = after;
      historian.release(after.done());
    }
    return unavailable;
  }

  /**
   * Forwards a part of the gap, and rests as long as that took: the other side has its own work. A
   * gap that cannot be filled holds nothing up.
   */
  private Duration fill(Progress before) {
    Instant begun = clock.instant();
    Duration rest = Duration.between(begun, fillAgain);
    if (rest.isPositive() && rest.compareTo(LONGEST_WAIT) <= 0) {
      return glance(rest);
    }
    int most = (int) Math.min(part, before.resumed() - before.done());
    Backlog old = historian.readAfter(before.done(), most);
    Optional<Outcome.Unavailable> unavailable =
        forward(old, before.done(), before.filledUpTo(old.next()));
    if (unavailable.isPresent()) {
      fillAgain = clock.instant().plus(failed(unavailable.get()));
      part = FIRST_PART;
      return glance(IDLE);
    }
    recovered();
    Duration took = Duration.between(begun, clock.instant());
    if (took.compareTo(LONG_WRITE) > 0) {
      part = Math.max(SMALLEST_PART, part / 2);
    } else if (took.multipliedBy(2).compareTo(LONG_WRITE) < 0) {
      part = Math.min(BATCH, 2 * part);
    }
    fillAgain = begun.plus(took.multipliedBy(2));
    return glance(took);
  }

  /** What is new is looked for while the gap rests. */
  private static Duration glance(Duration rest) {
    return rest.compareTo(LONG_WRITE) > 0 ? LONG_WRITE : rest;
  }

  private void count(Backlog backlog, long from, List<Delivery.Refused> rejected) {
    long gone = Math.max(0, backlog.next() - from - backlog.rows().size());
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

  private Duration failed(Outcome.Unavailable unavailable) {
    String reason = unavailable.reason();
    upToDateAt = Instant.EPOCH;
    if (trouble.isEmpty()) {
      LOG.warn("Forwarding waits, and goes on by itself where it stopped: {}", reason);
    }
    trouble =
        Optional.of(
            new ForwardingTrouble(
                reason, trouble.map(ForwardingTrouble::since).orElseGet(clock::instant)));
    Duration next =
        unavailable.retryAfter().filter(asked -> asked.compareTo(wait) > 0).orElse(wait);
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
