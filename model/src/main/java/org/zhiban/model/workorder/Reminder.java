package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.Locale;

/**
 * A step that the machine took because a promise of an order ran on: each is taken once.
 *
 * @param clock name of the promise; {@link #ACCEPTANCE} for the chases of an order that nobody
 *     accepts
 * @param cycle of the promise; of the chases the how manieth dispatch
 */
public record Reminder(String workOrder, String clock, int cycle, Step step, Instant at) {
  /** Stands in the place of a promise: somebody has the order and does not accept it. */
  public static final String ACCEPTANCE = "acceptance";

  /** What was done. */
  public enum Step {
    /** Half of the time is gone: whoever it waits for is reminded. */
    REMINDED,
    /** Four fifths: the supervisor hears. */
    WARNED,
    /** All of it: the promise is broken, and the manager hears. */
    BREACHED,
    /** Half of it again. */
    OVERRUN,
    /** Whoever has the order and does not accept it is asked [R6]. */
    CHASED,
    CHASED_AGAIN,
    /** The next on the roster is given the order. */
    PASSED_ON,
    /** Somebody was told at once: that he has the order, or that it is urgent [R4]. */
    TOLD;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
