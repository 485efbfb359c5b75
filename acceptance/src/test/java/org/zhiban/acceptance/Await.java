package org.zhiban.acceptance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a process outside does; ends as soon as it is true. */
public final class Await {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private Await() {}

  /** Fails with the words if it is not true within the time. */
  public static void until(String words, Duration longest, BooleanSupplier condition) {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + longest.toSeconds() + " s: " + words);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  /** Fails with the words if it becomes true within the time: what must not happen. */
  public static void never(String words, Duration time, BooleanSupplier condition) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      if (condition.getAsBoolean()) {
        throw new AssertionError("must not happen: " + words);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }
}
