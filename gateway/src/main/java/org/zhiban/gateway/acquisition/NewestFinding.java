package org.zhiban.gateway.acquisition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Who waits until the newest finding is on disk: what a device tells again finds nothing new, and
 * must not be called kept before what its first telling led to is. Findings go to disk in their
 * order: where one has arrived, those before it have, or never will.
 */
final class NewestFinding {
  /** On their way, the oldest first. */
  private final ArrayDeque<Open> underWay = new ArrayDeque<>();

  /** One finding, and who waits for it. */
  private static final class Open {
    private final List<Runnable> waiting = new ArrayList<>();
  }

  /**
   * A finding sets out.
   *
   * @return what must run when it is on disk; it runs {@code committed} first
   */
  synchronized Runnable begun(Runnable committed) {
    Open open = new Open();
    underWay.addLast(open);
    return () -> {
      try {
        committed.run();
      } finally {
        arrived(open).forEach(Runnable::run);
      }
    };
  }

  private synchronized List<Runnable> arrived(Open open) {
    List<Runnable> waiting = new ArrayList<>();
    while (underWay.contains(open)) {
      waiting.addAll(underWay.removeFirst().waiting);
    }
    return waiting;
  }

  /** Runs something once all that was found so far is on disk; at once where it is. */
  void after(Runnable step) {
    synchronized (this) {
      if (!underWay.isEmpty()) {
        underWay.getLast().waiting.add(step);
        return;
      }
    }
    step.run();
  }
}
