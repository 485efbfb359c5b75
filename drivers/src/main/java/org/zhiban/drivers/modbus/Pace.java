package org.zhiban.drivers.modbus;

/** Monotonic time, and waiting on it. Tests leap. */
interface Pace {
  /** Monotonic nanoseconds. */
  long now();

  /**
   * Waits until a moment of {@link #now()}, or until the driver is closed.
   *
   * @return whether the driver is still open
   */
  boolean until(long moment) throws InterruptedException;

  /** Whether the driver is still open. */
  boolean open();
}
