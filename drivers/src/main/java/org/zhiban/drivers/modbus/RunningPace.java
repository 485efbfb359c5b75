package org.zhiban.drivers.modbus;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The machine's time, until {@link #end()}. */
final class RunningPace implements Pace {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean ended;
  private boolean woken;

  @Override
  public long now() {
    return System.nanoTime();
  }

  @Override
  public boolean until(long moment) throws InterruptedException {
    if (moment - now() <= 0) {
      return !ended;
    }
    lock.lock();
    try {
      long wait = moment - now();
      while (wait > 0 && !ended && !woken) {
        changed.awaitNanos(wait);
        wait = moment - now();
      }
      boolean reached = !woken && !ended;
      woken = false;
      return reached;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean pass(long nanos) throws InterruptedException {
    long moment = now() + nanos;
    lock.lock();
    try {
      long wait = moment - now();
      while (wait > 0 && !ended) {
        changed.await(wait, TimeUnit.NANOSECONDS);
        wait = moment - now();
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean open() {
    return !ended;
  }

  @Override
  public void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every wait, now and later. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
