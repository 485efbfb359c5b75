package org.zhiban.gateway.rehearsal;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that came of the record otherwise the second time. What came the first time is before,
 * what came the second time is after; at least one of them is there.
 */
sealed interface Deviation {
  /** The rule of whose alarm it is, or of the alarm of whose order. */
  RuleName rule();

  Instant at();

  /** Whether it came only the second time, only the first, or both times but not alike. */
  default Turn turn() {
    if (!isBefore()) {
      return Turn.MORE;
    }
    return isAfter() ? Turn.OTHERWISE : Turn.LESS;
  }

  boolean isBefore();

  boolean isAfter();

  /** In which direction. */
  enum Turn {
    MORE,
    LESS,
    OTHERWISE
  }

  /** Once in alarm. */
  record OfAlarm(Optional<Episode> before, Optional<Episode> after) implements Deviation {
    /** As it came the second time, or else the first. */
    Episode shown() {
      return after.or(() -> before).orElseThrow();
    }

    @Override
    public RuleName rule() {
      return shown().rule();
    }

    @Override
    public Instant at() {
      return shown().raisedAt();
    }

    @Override
    public boolean isBefore() {
      return before.isPresent();
    }

    @Override
    public boolean isAfter() {
      return after.isPresent();
    }
  }

  /** An order that was opened. */
  record OfOrder(Optional<OpenedOrder> before, Optional<OpenedOrder> after) implements Deviation {
    /** As it came the second time, or else the first. */
    OpenedOrder shown() {
      return after.or(() -> before).orElseThrow();
    }

    @Override
    public RuleName rule() {
      return shown().rule();
    }

    @Override
    public Instant at() {
      return shown().openedAt();
    }

    @Override
    public boolean isBefore() {
      return before.isPresent();
    }

    @Override
    public boolean isAfter() {
      return after.isPresent();
    }
  }
}
