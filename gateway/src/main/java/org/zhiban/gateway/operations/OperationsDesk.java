package org.zhiban.gateway.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * The one writer of the operations store: everything that changes alarms, orders, plans or accounts
 * waits its turn here and is one transaction. What the rules found is tried until it is written;
 * what a person asked for fails at once and is told so.
 */
public final class OperationsDesk implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OperationsDesk.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final OperationsStore store;
  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>(10_000);
  private final Thread clerk = Thread.ofVirtual().name("operations").unstarted(this::work);
  private volatile boolean closing;
  private volatile boolean failing;

  private record Task(Runnable work) {}

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
    CompletableFuture<T> done = new CompletableFuture<>();
    queue.put(new Task(() -> untilWritten(work, done)));
    return done;
  }

  /** Writes what a person asks for, or ends with {@link StoreUnavailableException}; tried once. */
  public <T> CompletableFuture<T> ask(Function<OperationsTransaction, T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    if (failing || !queue.offer(new Task(() -> once(work, done)))) {
      done.completeExceptionally(
          new StoreUnavailableException(
              "the operations store is not writable at the moment", new IllegalStateException()));
    }
    return done;
  }

  /** Whether the last attempt to write failed. */
  public boolean failing() {
    return failing;
  }

  private <T> void once(Function<OperationsTransaction, T> work, CompletableFuture<T> done) {
    T result;
    try {
      result = store.transact(work);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
      return;
    }
    done.complete(result);
  }

  private <T> void untilWritten(
      Function<OperationsTransaction, T> work, CompletableFuture<T> done) {
    Duration pause = Duration.ofMillis(100);
    Attempt<T> attempt = new Attempt<>(store, work);
    while (true) {
      T result;
      try {
        result = attempt.make();
      } catch (StoreUnavailableException e) {
        failing = true;
        log.error(
            "the operations store was not written, next try in {} ms: {}",
            pause.toMillis(),
            e.getMessage());
        if (closing || !slept(pause)) {
          done.completeExceptionally(e);
          return;
        }
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
        continue;
      } catch (RuntimeException e) {
        log.error(
            "a finding of the rules could not be recorded; this is a defect of the gateway", e);
        done.completeExceptionally(e);
        return;
      }
      failing = false;
      done.complete(result);
      return;
    }
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
        Task next = queue.poll(100, TimeUnit.MILLISECONDS);
        if (next != null) {
          next.work.run();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    List<Task> left = new ArrayList<>();
    queue.drainTo(left);
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
