package org.zhiban.model.telemetry;

/**
 * How far a value may be trusted; the three classes of OPC UA Part 8, in falling order of trust.
 */
public enum Quality {
  GOOD(0),
  UNCERTAIN(1),
  BAD(2);

  private static final Quality[] BY_CODE = values();

  private final byte code;

  Quality(int code) {
    this.code = (byte) code;
  }

  /** The byte under which a sample carries it: 0 good, 1 uncertain, 2 bad. */
  public byte code() {
    return code;
  }

  /** The inverse of {@link #code()}; throws on any byte but 0, 1 and 2. */
  public static Quality of(byte code) {
    return BY_CODE[code];
  }

  /** The less trustworthy of both. */
  public Quality worse(Quality other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
