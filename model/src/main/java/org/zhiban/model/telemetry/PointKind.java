package org.zhiban.model.telemetry;

/** What a point's value is. */
public enum PointKind {
  /** A measured number in the point's unit. */
  ANALOG,
  /** 0 or 1. */
  BINARY,
  /** One of the point's named states; a sample carries the state's index in the declared order. */
  MULTISTATE,
  /** A number that only rises, but for resets and wraps of the device. */
  COUNTER,
  /** A text. */
  TEXT,
  /** A happening with fields; not a value that holds. */
  EVENT;

  /** Whether expressions see the value as a number. */
  public boolean numeric() {
    return this == ANALOG || this == COUNTER;
  }
}
