package org.zhiban.rules.alarm;

import java.time.Duration;
import java.time.Instant;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;

/** That an alarm is put aside, whether it stands at the moment or not. */
record Shelf(String by, String reason, long until) {
  Suppression suppression() {
    return new Suppression.Shelved(by, reason, Instant.ofEpochMilli(until));
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
