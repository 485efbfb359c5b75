package org.zhiban.rules.alarm;

import java.time.Duration;
import java.time.Instant;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;

/**
 * That an alarm is put aside, whether it stands at the moment or not.
 *
 * @param until as it was said, by the clock on the wall
 * @param ends by the rules' own time
 */
record Shelf(String by, String reason, Instant until, long ends) {
  Suppression suppression() {
    return new Suppression.Shelved(by, reason, until);
  }

  boolean byMachine() {
    return by.equals(Suppression.Shelved.MACHINE);
  }

  /** The longest that alarms of a priority are put aside. */
  static Duration longest(Priority priority) {
    return switch (priority) {
      case P1 -> Duration.ofMinutes(30);
      case P2 -> Duration.ofHours(2);
      case P3, P4, JOURNAL -> Duration.ofHours(8);
    };
  }
}
