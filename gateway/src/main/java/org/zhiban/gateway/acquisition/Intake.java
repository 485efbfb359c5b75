package org.zhiban.gateway.acquisition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.drivers.SampleSink;
import org.zhiban.gateway.telemetry.ExceptionFilter;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.GatewayPart;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.AlarmEngine;
import org.zhiban.rules.alarm.MemoryChange;
import org.zhiban.rules.alarm.SiteWork;

/**
 * The one writer of what is known: every sample, event, sign of life and every word of a person to
 * an alarm passes here in turn. It judges, shows the new values on the board, sends what is
 * reported to history and what the rules found to the record, and tells the driver when both are on
 * disk.
 */
public final class Intake implements SampleSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  private static final long LONGEST_WAIT_MILLIS = 250;
  private static final long NEVER = -1;
  private static final long REMEMBER_EVERY_MILLIS = 500;

  private final AlarmEngine engine;
  private final PointTable table;
  private final PointBoard board;
  private final ExceptionFilter filter;
  private final ToldEvents told;
  private final HistoryWriter history;
  private final Findings findings;
  private final Consumer<LinkStatus> links;
  private final ClockWatch clock;
  private final ValueWatches watches;
  private final NewestFinding newest = new NewestFinding();
  private final BlockingQueue<Message> mailbox = new ArrayBlockingQueue<>(1_024);

  /** What people work at; apart, since who tells of it may be waited for by the intake. */
  private final ConcurrentLinkedQueue<SiteWork> work = new ConcurrentLinkedQueue<>();

  private final Thread worker = Thread.ofVirtual().name("intake").unstarted(this::takeTurns);
  private final AtomicLong samples = new AtomicLong();
  private volatile boolean closing;
  private long remembered = NEVER;
  private long rememberedAt;

  /** Puts on record what was found. */
  public interface Findings {
    /**
     * Writes the steps and events in one transaction; {@code committed} runs when it is on disk.
     */
    void record(List<AlarmChange> changes, List<PointEvent> events, Runnable committed)
        throws InterruptedException;

    /** The clock of this machine was set: what waits for a time waits as long as it did. */
    void clockSet(Duration by) throws InterruptedException;

    /** Keeps what the rules must not forget in a restart. */
    void remember(MemoryChange change) throws InterruptedException;
  }

  private sealed interface Message {
    record Samples(SampleBatch batch, Runnable committed) implements Message {}

    record Events(List<PointEvent> events, Runnable committed) implements Message {}

    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Alive(int[] points, long time) implements Message {}

    record Status(LinkStatus status) implements Message {}

    record Word(Runnable work) implements Message {}

    record Own(Set<GatewayPart> failing) implements Message {}

    /** Look at what people work at. */
    record Wake() implements Message {}
  }

  Intake(
      AlarmEngine engine,
      PointTable table,
      PointBoard board,
      ExceptionFilter filter,
      ToldEvents told,
      HistoryWriter history,
      Findings findings,
      Consumer<LinkStatus> links,
      ClockWatch clock) {
    this.engine = engine;
    this.table = table;
    this.board = board;
    this.filter = filter;
    this.told = told;
    this.history = history;
    this.findings = findings;
    this.links = links;
    this.clock = clock;
    this.watches = new ValueWatches(board);
  }

  void start() {
    worker.start();
  }

  /** Takes over, before the start, what was known when the gateway stopped; it is on disk. */
  List<AlarmChange> recall(SampleBatch batch) {
    List<AlarmChange> changes = engine.samples(batch, clock.millis());
    for (int row = 0; row < batch.size(); row++) {
      board.publish(batch.point(row), table.get(batch.point(row)));
    }
    return changes;
  }

  @Override
  public void samples(SampleBatch batch, Runnable committed) throws InterruptedException {
    mailbox.put(new Message.Samples(batch.inOrderOfTime(), committed));
  }

  /** To history alone, whose writer takes it from any thread. */
  @Override
  public void past(SampleBatch batch, Runnable committed) throws InterruptedException {
    history.add(batch, committed);
  }

  @Override
  public void events(List<PointEvent> events, Runnable committed) throws InterruptedException {
    mailbox.put(new Message.Events(events, committed));
  }

  @Override
  public void alive(int[] points, long time) throws InterruptedException {
    mailbox.put(new Message.Alive(points, time));
  }

  @Override
  public void status(LinkStatus status) throws InterruptedException {
    mailbox.put(new Message.Status(status));
  }

  /** People began or ended work that concerns the rules; never blocks. */
  public void tell(SiteWork change) {
    work.add(change);
    // A full mailbox wakes the intake by itself.
    boolean _ = mailbox.offer(new Message.Wake());
  }

  /**
   * What of the gateway's own work fails now; told again and again, a full mailbox passes over it.
   */
  public void own(Set<GatewayPart> failing) {
    boolean _ = mailbox.offer(new Message.Own(failing));
  }

  /** Samples judged since start. */
  public long sampleCount() {
    return samples.get();
  }

  /** Messages that wait. */
  public int backlog() {
    return mailbox.size();
  }

  /**
   * Runs on the intake's turn with the engine and the time in milliseconds: a person's word to an
   * alarm. What it returns is not yet on disk; its changes are put on record by the caller.
   */
  public <T> CompletableFuture<T> say(BiFunction<AlarmEngine, Long, T> word) {
    return onTurn(() -> word.apply(engine, clock.millis()));
  }

  /** Looks at the values as they stand between two messages. */
  public <T> CompletableFuture<T> look(Function<PointTable, T> glance) {
    return onTurn(() -> glance.apply(table));
  }

  /**
   * The first value of a point that is wanted: the one that stands, or the next that comes. Cancel
   * it when nobody waits any more.
   */
  public CompletableFuture<PointValue> await(int point, Predicate<PointValue> wanted) {
    return watches.watch(point, wanted);
  }

  private <T> CompletableFuture<T> onTurn(Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Message message =
        new Message.Word(
            () -> {
              try {
                answer.complete(work.get());
              } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
              }
            });
    try {
      if (!mailbox.offer(message, 2, TimeUnit.SECONDS)) {
        answer.completeExceptionally(
            new IllegalStateException("the gateway is overloaded; try again"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private void takeTurns() {
    try {
      while (!closing || !mailbox.isEmpty()) {
        long wait = Math.clamp(engine.nextDeadline() - clock.millis(), 0, LONGEST_WAIT_MILLIS);
        Message next = mailbox.poll(wait, TimeUnit.MILLISECONDS);
        try {
          turn(Optional.ofNullable(next));
        } catch (RuntimeException e) {
          log.error("a message could not be judged; this is a defect of the gateway: {}", next, e);
        }
      }
      findings.remember(engine.wholeMemory());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn(Optional<Message> message) throws InterruptedException {
    followTheClock();
    long now = clock.millis();
    found(engine.advance(now));
    for (SiteWork change = work.poll(); change != null; change = work.poll()) {
      found(engine.work(change, now));
    }
    if (message.isPresent()) {
      switch (message.get()) {
        case Message.Samples(SampleBatch batch, Runnable committed) -> take(batch, committed, now);
        case Message.Events(List<PointEvent> events, Runnable committed) ->
            findings.record(
                engine.events(told.fresh(events), now), events, newest.begun(committed));
        case Message.Alive(int[] points, long time) -> found(engine.alive(points, time, now));
        case Message.Status(LinkStatus status) -> {
          links.accept(status);
        }
        case Message.Word(Runnable word) -> word.run();
        case Message.Own(Set<GatewayPart> failing) -> found(engine.own(failing, now));
        case Message.Wake() -> {}
      }
    }
    remember(now);
  }

  /** What the engine has taken a step with is on record, whatever made it. */
  private void found(List<AlarmChange> changes) throws InterruptedException {
    if (!changes.isEmpty()) {
      findings.record(changes, List.of(), newest.begun(NOBODY_WAITS));
    }
  }

  /** No time passes for the rules where the clock on the wall is set. */
  private void followTheClock() throws InterruptedException {
    long by = clock.setBy();
    if (by != 0) {
      engine.clockSet(by);
      findings.clockSet(Duration.ofMillis(by));
      log.warn(
          "the clock of this machine was set {} by {}: what rules wait for goes on as if nothing"
              + " had happened; times from now on are by the new clock",
          by > 0 ? "forward" : "back",
          Duration.ofMillis(Math.abs(by)));
    }
  }

  /** How often the clock of this machine was set since start. */
  public long clockSettings() {
    return clock.found();
  }

  private void take(SampleBatch batch, Runnable committed, long now) throws InterruptedException {
    List<AlarmChange> changes = engine.samples(batch, now);
    samples.addAndGet(batch.size());
    SampleBatch reported = new SampleBatch(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      board.publish(batch.point(row), table.get(batch.point(row)));
      if (filter.passes(batch, row)) {
        reported.copyRow(batch, row);
      }
    }
    watches.look();
    Runnable part = committed.equals(NOBODY_WAITS) ? committed : afterBoth(committed);
    if (!changes.isEmpty()) {
      findings.record(changes, List.of(), newest.begun(part));
    } else if (!committed.equals(NOBODY_WAITS)) {
      newest.after(part);
    }
    if (reported.isEmpty()) {
      part.run();
    } else {
      history.add(reported, part);
    }
  }

  private static Runnable afterBoth(Runnable committed) {
    AtomicInteger open = new AtomicInteger(2);
    return () -> {
      if (open.decrementAndGet() == 0) {
        committed.run();
      }
    };
  }

  private void remember(long now) throws InterruptedException {
    if (now - rememberedAt < REMEMBER_EVERY_MILLIS && now >= rememberedAt) {
      return;
    }
    rememberedAt = now;
    long version = engine.memoryVersion();
    if (version != remembered) {
      findings.remember(remembered == NEVER ? engine.wholeMemory() : engine.memoryChange());
      remembered = version;
    }
  }

  /** Judges what waits and ends. */
  @Override
  public void close() {
    closing = true;
    try {
      worker.join(Duration.ofSeconds(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
