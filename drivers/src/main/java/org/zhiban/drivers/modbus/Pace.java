package org.zhiban.drivers.modbus;

/** Monotonic time, and waiting on it. Tests leap. */
interface Pace {
  /** Monotonic nanoseconds. */
  long now();

  /**
   * Waits until a moment of {@link #now()}, until somebody calls {@link #wake()}, or until the
   * driver is closed.
   *
   * @return whether the moment has come and the driver is still open
   */
  boolean until(long moment) throws InterruptedException;

  /**
   * Waits that many nanoseconds, whoever calls {@link #wake()}, or until the driver is closed.
   *
   * @return whether the driver is still open
   */
  boolean pass(long nanos) throws InterruptedException;

  /** Ends the wait under way, or else the next one; from any thread. */
  void wake();

  /** Whether the driver is still open. */
  boolean open();
}
