package org.zhiban.drivers.modbus;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The machine's time, until {@link #end()}. */
final class RunningPace implements Pace {
  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public long now() {
    return System.nanoTime();
  }

  @Override
  public boolean until(long moment) throws InterruptedException {
    long wait = moment - now();
    return wait <= 0 ? open() : !ended.await(wait, TimeUnit.NANOSECONDS);
  }

  @Override
  public boolean open() {
    return ended.getCount() > 0;
  }

  /** Ends every wait, now and later. */
  void end() {
    ended.countDown();
  }
}
