package org.zhiban.model.telemetry;

import java.util.Locale;

/**
 * Why a value is not good. The byte code is stored in history: new reasons are appended, never
 * inserted.
 */
public enum QualityReason {
  NONE(0),
  /** Nothing has arrived since the gateway started. */
  NOT_READ_YET(1),
  /** The link to the device is down. */
  CONNECTION_DOWN(2),
  /** The device did not answer in time. */
  TIMEOUT(3),
  /** The device answered with an exception or a bad status. */
  DEVICE_REFUSED(4),
  /** Outside the point's declared range: uncertain. */
  OUT_OF_RANGE(5),
  /** NaN, infinity or a device's mark for "not available". */
  NOT_AVAILABLE(6),
  /** A state that the point does not declare. */
  UNKNOWN_STATE(7),
  /** The message or register could not be decoded. */
  UNDECODABLE(8),
  /** Older than it should be. */
  STALE(9),
  /** The device itself marked the value. */
  SOURCE_MARKED(10),
  /** The device's clock is off; the value carries the time of receipt. */
  CLOCK_OFF(11),
  /** The device reports itself offline. */
  DEVICE_OFFLINE(12);

  private static final QualityReason[] BY_CODE = values();

  private final byte code;

  QualityReason(int code) {
    this.code = (byte) code;
  }

  /** The byte under which a sample carries it. */
  public byte code() {
    return code;
  }

  /** The inverse of {@link #code()}. */
  public static QualityReason of(byte code) {
    return BY_CODE[code];
  }

  /** The name of the API and of history, for example {@code connection_down}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
