package org.zhiban.drivers.modbus;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.zhiban.drivers.WriteOutcome;

/** Writes that wait for their link, first come first served. Safe for concurrent use. */
final class WriteQueue {
  private final Queue<PendingWrite> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  void add(PendingWrite write) {
    waiting.add(write);
    if (closed) {
      close();
    }
  }

  /** The next to be sent; from now on it is the caller's to end. */
  Optional<PendingWrite> next() {
    for (PendingWrite next = waiting.poll(); next != null; next = waiting.poll()) {
      if (next.take()) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /** Ends all that wait: none was sent. */
  void refuseAll(String words) {
    for (Optional<PendingWrite> next = next(); next.isPresent(); next = next()) {
      next.get().end(new WriteOutcome.NotSent(words));
    }
  }

  /** Refuses all, now and later. */
  void close() {
    closed = true;
    refuseAll("the link is being closed");
  }
}
