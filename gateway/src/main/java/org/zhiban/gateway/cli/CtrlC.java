package org.zhiban.gateway.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ctrl-C ends a commissioning command's work, and lets it print what was found until then. */
final class CtrlC {
  private static final long WITHIN_SECONDS = 4;

  private CtrlC() {}

  /**
   * Does the work.
   *
   * @param stop makes the work end early; called on another thread
   */
  static <T> T around(Runnable stop, Callable<T> work) throws Exception {
    CountDownLatch printed = new CountDownLatch(1);
    Thread stopping =
        new Thread(
            () -> {
              stop.run();
              awaitPrinted(printed);
            },
            "stopping");
    Runtime.getRuntime().addShutdownHook(stopping);
    try {
      return work.call();
    } finally {
      printed.countDown();
      var _ = removeHook(stopping);
    }
  }

  /**
   * Does work of which nothing may be left where the process is asked to end before it is done. It
   * is interrupted then, and has some seconds to take away itself what there is of it.
   *
   * @param undo takes away what there is of it and keeps more from being made; called on another
   *     thread
   */
  static <T, E extends Exception> T undoing(Runnable undo, Undone<T, E> work)
      throws E, InterruptedException {
    Thread working = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread undoing =
        new Thread(
            () -> {
              working.interrupt();
              passed(ended);
              undo.run();
            },
            "undoing");
    Runtime.getRuntime().addShutdownHook(undoing);
    boolean done = false;
    try {
      T made = work.call();
      done = true;
      return made;
    } finally {
      ended.countDown();
      if (!removeHook(undoing) && !done) {
        awaitTheEnd();
      }
    }
  }

  /** Work that can be interrupted. */
  interface Undone<T, E extends Exception> {
    T call() throws E, InterruptedException;
  }

  private static void awaitPrinted(CountDownLatch printed) {
    if (!passed(printed)) {
      Zhiban.ERR.println("zhiban: the device kept the command from ending");
    }
  }

  /** Whether it came to that soon enough. */
  private static boolean passed(CountDownLatch latch) {
    try {
      return latch.await(WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The program ends here: what its work says of having been stopped is no news. */
  @SuppressWarnings("InfiniteLoopStatement")
  private static void awaitTheEnd() {
    while (true) {
      LockSupport.park();
    }
  }

  /** Whether it was there still; else it is this very hook that ends the program. */
  private static boolean removeHook(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      return false;
    }
  }
}
