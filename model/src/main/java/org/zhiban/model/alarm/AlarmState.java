package org.zhiban.model.alarm;

import java.util.Locale;

/**
 * The one word for an alarm's axes, derived for display (ISA-18.2 figure 3, letters in brackets).
 */
public enum AlarmState {
  /** (A) Nothing to see. */
  NORMAL,
  /** (B) In alarm, nobody has acknowledged. */
  UNACKED,
  /** (C) In alarm, acknowledged. */
  ACKED,
  /** (D) Returned to normal before anybody acknowledged. */
  RTN_UNACKED,
  /** The condition is gone, a person must reset. */
  LATCHED,
  /** (E) Put aside by a person for a time. */
  SHELVED,
  /** (F) Suppressed by design: its cause is in alarm. */
  SUPPRESSED,
  /** (G) Muted by a lock-out permit. */
  OUT_OF_SERVICE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
