package org.zhiban.gateway.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C ends a commissioning command's work, and lets it print what was found until then. */
final class CtrlC {
  private static final long PRINTED_WITHIN_SECONDS = 4;

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
      removeHook(stopping);
    }
  }

  /**
   * Does work of which nothing may be left where the process is asked to end before it is done.
   *
   * @param undo takes away what there is of it; called on another thread
   */
  static <T> T undoing(Runnable undo, Undone<T> work) throws InterruptedException {
    Thread undoing = new Thread(undo, "undoing");
    Runtime.getRuntime().addShutdownHook(undoing);
    try {
      return work.call();
    } finally {
      removeHook(undoing);
    }
  }

  /** Work that can be interrupted. */
  interface Undone<T> {
    T call() throws InterruptedException;
  }

  private static void awaitPrinted(CountDownLatch printed) {
    try {
      if (!printed.await(PRINTED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        Zhiban.ERR.println("zhiban: the device kept the command from ending");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // it is this very hook that ends the program
    }
  }
}
