package org.zhiban.rules.maintenance;

import java.time.Instant;

/**
 * How far a counter went since a visit was done.
 *
 * @param run in the counter's unit; what the counter before an exchange went is in it
 * @param last what it read when it was last believed
 * @param since the visit, or when counting began
 */
public record CounterRun(double run, double last, Instant since) {
  /** How much of an interval one step may be, before it is asked whether it can be. */
  private static final double AT_ONCE = 0.1;

  /** Counts from a reading. */
  public static CounterRun from(double reading, double now, Instant since) {
    return reading <= now
        ? new CounterRun(now - reading, now, since)
        : new CounterRun(0, now, since);
  }

  /** Whether a reading goes on from the last one; else it must stand before it is believed. */
  public boolean follows(double reading, double every) {
    return reading >= last && reading - last <= every * AT_ONCE;
  }

  /** The same at a further reading; one that reads less is another counter. */
  public CounterRun at(double reading) {
    return new CounterRun(run + Math.max(0, reading - last), reading, since);
  }
}
