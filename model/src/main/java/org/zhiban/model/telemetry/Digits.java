package org.zhiban.model.telemetry;

/** Numbers as people read them off. */
public final class Digits {
  private Digits() {}

  /**
   * A number in the fewest digits that tell it from its neighbours. Most registers hold a 32-bit
   * floating point number: 221.4 must not become 221.39999389648438 because it travels in 64 bits.
   */
  public static String of(double value) {
    float single = (float) value;
    return single == value ? Float.toString(single) : Double.toString(value);
  }
}
