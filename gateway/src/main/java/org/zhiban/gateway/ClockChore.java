package org.zhiban.gateway;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * What is done again and again: one at a time, and one word in the log where a store is away,
 * however long.
 */
final class ClockChore implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ClockChore.class);

  private final String name;
  private final Runnable work;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean told;
  private volatile boolean failing;

  ClockChore(String name, Runnable work) {
    this.name = name;
    this.work = work;
  }

  String name() {
    return name;
  }

  boolean failing() {
    return failing;
  }

  @Override
  public void run() {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    try {
      work.run();
      told = false;
      failing = false;
    } catch (StoreUnavailableException e) {
      if (!told) {
        log.warn("{} wait, and go on by themselves: {}", name, e.getMessage());
      }
      told = true;
    } catch (RuntimeException e) {
      failing = true;
      log.error("{} failed; this is a defect of the gateway", name, e);
    } finally {
      running.set(false);
    }
  }
}
