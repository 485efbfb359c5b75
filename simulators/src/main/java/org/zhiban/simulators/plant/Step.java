package org.zhiban.simulators.plant;

import java.time.Instant;

/**
 * One step of a model.
 *
 * @param seconds of model time, 0 to {@link Plant#LONGEST_STEP}
 * @param hour of the model's day in the site's zone, 0 to under 24
 * @param pace model seconds in one of the clock; what a reader must see in order (a door before the
 *     car moves) lasts at least so many times two seconds
 * @param time on the clock, for time stamps
 */
public record Step(double seconds, double hour, double pace, Instant time, ActiveFaults faults) {
  /** Whether a fault of that name is on. */
  public boolean has(String fault) {
    return faults.has(fault);
  }

  /** The way of {@code value} to {@code target} in this step, with a time constant in seconds. */
  public double approach(double value, double target, double timeConstant) {
    return target + (value - target) * Math.exp(-seconds / timeConstant);
  }

  /** Model seconds that last at least as long on the clock, for a reader to see them. */
  public double visible(double clockSeconds) {
    return clockSeconds * Math.max(1, pace);
  }
}
