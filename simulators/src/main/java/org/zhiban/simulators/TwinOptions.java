package org.zhiban.simulators;

import java.time.InstantSource;
import java.util.OptionalInt;

/**
 * How twins live.
 *
 * @param speed model seconds in a second of the clock, over 0, at most 1,000; never changes a time
 *     stamp
 * @param seed the same seed and site give the same life
 * @param clock of the time stamps, and what the models' time follows
 * @param controlPort of the control API on the loopback, 0 for a free one; empty: no control API
 */
public record TwinOptions(double speed, long seed, InstantSource clock, OptionalInt controlPort) {
  /** The port of the control API where nothing else is said. */
  public static final int DEFAULT_CONTROL_PORT = 8081;

  /** Model seconds in a second of the clock, at most. */
  public static final double MOST_SPEED = 1000;

  public TwinOptions {
    if (!(speed > 0 && speed <= MOST_SPEED)) {
      throw new IllegalArgumentException("speed is over 0 and at most 1000: " + speed);
    }
    if (controlPort.isPresent()
        && (controlPort.getAsInt() < 0 || controlPort.getAsInt() > 65_535)) {
      throw new IllegalArgumentException("a port is 0 to 65535: " + controlPort.getAsInt());
    }
  }
}
