package org.zhiban.rules.followup;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.WorkOrder;

/** How an order stands with its promises [R16]: seen before it is late. */
public enum Overdue {
  /** Four fifths of a running promise are gone, and none is broken. */
  SOON,
  /** A running promise is broken. */
  NOW;

  private static final int SOON_PERCENT = 80;

  /** Of an order; empty: it is in time, or nothing runs. */
  public static Optional<Overdue> of(WorkOrder order, Instant now) {
    return order.clocks().stream()
        .filter(clock -> clock.state() == Clock.State.RUNNING)
        .flatMap(clock -> of(clock, now).stream())
        .max(Overdue::compareTo);
  }

  private static Optional<Overdue> of(Clock clock, Instant now) {
    if (now.isAfter(clock.dueAt())) {
      return Optional.of(NOW);
    }
    Duration gone = clock.elapsedAt(now);
    Duration target = gone.plus(Duration.between(now, clock.dueAt()));
    return gone.multipliedBy(100).compareTo(target.multipliedBy(SOON_PERCENT)) >= 0
        ? Optional.of(SOON)
        : Optional.empty();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
