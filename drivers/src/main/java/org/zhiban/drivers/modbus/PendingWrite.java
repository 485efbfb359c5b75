package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.zhiban.drivers.WriteOutcome;

/**
 * A write that waits for its turn. Either the link takes it, once, or who waits withdraws it: so it
 * is always known whether it may have gone out.
 */
final class PendingWrite {
  private enum State {
    WAITING,
    TAKEN,
    WITHDRAWN
  }

  private final PlannedWrite write;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CompletableFuture<WriteOutcome> outcome = new CompletableFuture<>();

  PendingWrite(PlannedWrite write) {
    this.write = write;
  }

  PlannedWrite write() {
    return write;
  }

  /** Whether it is the caller's to send now; true at most once. */
  boolean take() {
    return state.compareAndSet(State.WAITING, State.TAKEN);
  }

  void end(WriteOutcome came) {
    outcome.complete(came);
  }

  /**
   * Waits for the outcome.
   *
   * @param untilTaken how long the link may take to come to it
   * @param thereafter how long it may take from then on
   */
  WriteOutcome await(Duration untilTaken, Duration thereafter) throws InterruptedException {
    try {
      return came(untilTaken);
    } catch (TimeoutException _) {
      if (state.compareAndSet(State.WAITING, State.WITHDRAWN)) {
        return new WriteOutcome.NotSent(
            "the link did not come to it within " + untilTaken.toMillis() + " ms");
      }
    }
    try {
      return came(thereafter);
    } catch (TimeoutException _) {
      return new WriteOutcome.Unknown("the link does not tell what became of it");
    }
  }

  private WriteOutcome came(Duration within) throws InterruptedException, TimeoutException {
    try {
      return outcome.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome is never a failure", e);
    }
  }
}
