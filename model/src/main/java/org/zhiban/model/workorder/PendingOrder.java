package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.Optional;

/**
 * An order that waits for the hold-off of its alarm.
 *
 * @param exchange the raw exchange that carried the first bad value, kept for its evidence
 */
public record PendingOrder(String alarm, Instant dueAt, Optional<String> exchange) {
  public PendingOrder(String alarm, Instant dueAt) {
    this(alarm, dueAt, Optional.empty());
  }

  /** The same with an exchange; one that is known stays. */
  public PendingOrder carriedBy(Optional<String> raw) {
    return new PendingOrder(alarm, dueAt, exchange.or(() -> raw));
  }
}
