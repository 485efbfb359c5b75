package org.zhiban.drivers;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Programs that nobody here wrote, at the other end of a link. */
public final class PeerProcess {
  private static final int SECONDS = 10;

  private PeerProcess() {}

  /** kill -9, and the end is waited for; nothing where none was started. */
  public static void kill(@Nullable Process running) {
    if (running != null) {
      running.destroyForcibly();
      awaitEnd(running);
    }
  }

  /** Waits for a program that was told to end. */
  public static void awaitEnd(Process running) {
    try {
      if (!running.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("does not end: " + running);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
