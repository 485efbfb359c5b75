package org.zhiban.gateway.acquisition;

import java.util.ArrayList;
import java.util.List;

/**
 * Who waits until the newest finding is on disk. Findings go there in their order, so that then all
 * before it are: what a device tells again finds nothing new, and must not be called kept before
 * what its first telling led to is.
 */
final class NewestFinding {
  private Open newest = new Open();

  NewestFinding() {
    newest.onDisk = true;
  }

  /** One finding on its way to the disk. */
  private static final class Open {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean onDisk;
  }

  /**
   * A finding sets out.
   *
   * @return what must run when it is on disk, after which {@code committed} has run
   */
  synchronized Runnable begun(Runnable committed) {
    Open open = new Open();
    newest = open;
    return () -> {
      committed.run();
      arrived(open).forEach(Runnable::run);
    };
  }

  private synchronized List<Runnable> arrived(Open open) {
    open.onDisk = true;
    List<Runnable> waiting = List.copyOf(open.waiting);
    open.waiting.clear();
    return waiting;
  }

  /** Runs something once all that was found so far is on disk; at once where it is. */
  void after(Runnable step) {
    synchronized (this) {
      if (!newest.onDisk) {
        newest.waiting.add(step);
        return;
      }
    }
    step.run();
  }
}
