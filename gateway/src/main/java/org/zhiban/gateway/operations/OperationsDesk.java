package org.zhiban.gateway.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * The one writer of the operations store: everything that changes alarms, orders, plans or accounts
 * waits its turn here and is one transaction. What the rules found is tried until it is written.
 * What a person or the clock asks for is tried once; as soon as it is known that the store is away,
 * whatever of it waits fails and is never done.
 *
 * <p>What is to be told of a change is told when it is committed, in the order of the commits.
 */
public final class OperationsDesk implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OperationsDesk.class);
  private static final int ROOM = 10_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final OperationsStore store;
  private final BlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>(ROOM);
  private final Thread clerk = Thread.ofVirtual().name("operations").unstarted(this::work);
  private final List<Chore> chores = new CopyOnWriteArrayList<>();
  private volatile boolean closing;

  /** Why nothing can be written now. */
  private volatile @Nullable StoreUnavailableException away;

  public OperationsDesk(OperationsStore store) {
    this.store = store;
  }

  public void start() {
    clerk.start();
  }

  /**
   * Writes what must be written, however often it takes: the machine's own findings. The future
   * ends when it is on disk; it waits for room while the store is away.
   */
  public <T> CompletableFuture<T> record(Function<OperationsTransaction, T> work)
      throws InterruptedException {
    return record(work, _ -> {});
  }

  /**
   * The same.
   *
   * @param committed tells of the result, once it is on disk; must not block
   */
  public <T> CompletableFuture<T> record(
      Function<OperationsTransaction, T> work, Consumer<? super T> committed)
      throws InterruptedException {
    Task<T> task = new Task<>(work, true, committed);
    queue.put(task);
    return task.done;
  }

  /**
   * The same for somebody who waits for it: the future ends empty as soon as the store is away, and
   * it is written all the same.
   */
  public <T> CompletableFuture<Optional<T>> promise(
      Function<OperationsTransaction, T> work, Consumer<? super T> committed)
      throws InterruptedException {
    Task<T> task = new Task<>(work, true, committed);
    CompletableFuture<Optional<T>> promised = task.done.thenApply(Optional::of);
    task.whenAway = () -> promised.complete(Optional.empty());
    queue.put(task);
    if (away != null) {
      task.whenAway.run();
    }
    return promised;
  }

  /** Writes what a person asks for, or ends with {@link StoreUnavailableException}; tried once. */
  public <T> CompletableFuture<T> ask(Function<OperationsTransaction, T> work) {
    return ask(work, _ -> {});
  }

  /**
   * The same. Where it fails nothing of the work was done or will be.
   *
   * @param committed tells of the result, once it is on disk; must not block
   */
  public <T> CompletableFuture<T> ask(
      Function<OperationsTransaction, T> work, Consumer<? super T> committed) {
    Task<T> task = new Task<>(work, false, committed);
    StoreUnavailableException before = away;
    if (before != null) {
      task.refuse(before);
    } else if (queue.offer(task)) {
      // The store may have gone away between the look and the place in line.
      StoreUnavailableException since = away;
      if (since != null && queue.remove(task)) {
        task.refuse(since);
      }
    } else {
      task.refuse(
          new StoreUnavailableException(ROOM + " changes wait to be written before this one."));
    }
    return task.done;
  }

  /**
   * A chore of this desk.
   *
   * @param name as readiness and the log call it
   */
  public Chore chore(String name) {
    Chore chore = new Chore(this, name);
    chores.add(chore);
    return chore;
  }

  /** The chores that could not be done when it was last their turn. */
  public List<String> failingChores() {
    return chores.stream().filter(Chore::failing).map(Chore::name).toList();
  }

  /** What the chores left undone when it was last their turn, though they did the rest. */
  public List<String> undone() {
    return chores.stream()
        .flatMap(chore -> chore.undone().stream().map(part -> chore.name() + ": " + part))
        .toList();
  }

  /**
   * A line of findings of this desk, each of which may be joined to the one before.
   *
   * @param join makes one of two that follow each other
   */
  public <A> Line<A> line(BinaryOperator<A> join, BiConsumer<OperationsTransaction, A> work) {
    return new Line<>(join, work);
  }

  /** Whether the last attempt to write failed. */
  public boolean failing() {
    return away != null;
  }

  /**
   * For steps that are taken before they are written.
   *
   * @throws StoreUnavailableException where the store is away
   */
  public void requireStore() {
    StoreUnavailableException now = away;
    if (now != null) {
      throw refusal(now);
    }
  }

  private static StoreUnavailableException refusal(StoreUnavailableException away) {
    return new StoreUnavailableException(away.getMessage() + " Nothing of this was done.", away);
  }

  /**
   * Findings that come for ever: while the store is away, one at a time waits, behind all that was
   * found before its last part. Of one thread.
   */
  public final class Line<A> {
    private final BinaryOperator<A> join;
    private final BiConsumer<OperationsTransaction, A> work;
    private @Nullable Task<A> last;
    private @Nullable A waiting;

    private Line(BinaryOperator<A> join, BiConsumer<OperationsTransaction, A> work) {
      this.join = join;
      this.work = work;
    }

    /** Writes it, however often it takes; waits for room while the store is away. */
    public void record(A finding) throws InterruptedException {
      A before = waiting;
      boolean joined = before != null && away != null && last != null && queue.remove(last);
      A all = before != null && joined ? join.apply(before, finding) : finding;
      Task<A> task =
          new Task<>(
              tx -> {
                work.accept(tx, all);
                return all;
              },
              true,
              _ -> {});
      last = task;
      waiting = all;
      queue.put(task);
    }

    /** What waits stays in its place. */
    public void end() {
      last = null;
      waiting = null;
    }
  }

  /** Work that waits its turn. */
  private final class Task<T> {
    private final Function<OperationsTransaction, T> work;
    private final boolean finding;
    private final Consumer<? super T> committed;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private volatile Runnable whenAway = () -> {};

    Task(Function<OperationsTransaction, T> work, boolean finding, Consumer<? super T> committed) {
      this.work = work;
      this.finding = finding;
      this.committed = committed;
    }

    void refuse(StoreUnavailableException why) {
      done.completeExceptionally(refusal(why));
    }

    /** The store is away; says whether this is done with. */
    boolean putOff(StoreUnavailableException why) {
      if (finding) {
        whenAway.run();
      } else {
        refuse(why);
      }
      return !finding;
    }

    void written(T result) {
      try {
        committed.accept(result);
      } catch (RuntimeException e) {
        log.error("what is on disk could not be told; this is a defect of the gateway", e);
      }
      done.complete(result);
    }

    /** Writes it. Returns when the store answers, or the end is near. */
    void carryOut() {
      Supplier<Optional<T>> step = () -> Optional.of(store.transact(work));
      Duration pause = FIRST_PAUSE;
      while (true) {
        try {
          Optional<T> result = step.get();
          away = null;
          result.ifPresent(this::written);
          return;
        } catch (StoreUnavailableException e) {
          log.error(
              "the operations store was not written, next try in {} ms: {}",
              pause.toMillis(),
              e.getMessage());
          leave(e);
          if (closing || !slept(pause)) {
            done.completeExceptionally(e);
            return;
          }
          step = finding ? step : OperationsDesk.this::nothing;
          pause = longer(pause);
        } catch (RuntimeException e) {
          away = null;
          fail(e);
          return;
        }
      }
    }

    private void leave(StoreUnavailableException e) {
      away = e;
      if (finding) {
        whenAway.run();
      } else {
        done.completeExceptionally(refusal(e));
      }
      queue.removeIf(waiting -> waiting.putOff(e));
    }

    private void fail(RuntimeException e) {
      if (finding) {
        log.error(
            "a finding of the rules could not be recorded; this is a defect of the gateway", e);
      }
      done.completeExceptionally(e);
    }
  }

  /** Finds out whether the store can be written again. */
  private <T> Optional<T> nothing() {
    boolean _ = store.<Boolean>transact(_ -> true);
    return Optional.empty();
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private static boolean slept(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void work() {
    try {
      while (!closing || !queue.isEmpty()) {
        Task<?> next = queue.poll(100, TimeUnit.MILLISECONDS);
        if (next != null) {
          next.carryOut();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    StoreUnavailableException end = new StoreUnavailableException("The gateway is stopping.");
    away = end;
    List<Task<?>> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(task -> task.refuse(end));
    if (!left.isEmpty()) {
      log.warn(
          "{} changes were not written before the end; the devices still tell of them after the"
              + " start",
          left.size());
    }
  }

  /** Writes what waits and ends. */
  @Override
  public void close() {
    closing = true;
    try {
      clerk.join(Duration.ofSeconds(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
