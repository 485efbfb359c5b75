package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of an order's history.
 *
 * @param actor a user, or {@code zhiban} for the machine
 * @param onBehalfOf in whose name, where somebody acted by radio
 * @param action created, attached, or an action's word
 * @param enteredAt when it was entered, where that was later than it happened
 */
public record OrderChange(
    String workOrder,
    Instant time,
    String actor,
    Optional<String> onBehalfOf,
    String action,
    Optional<OrderStatus> from,
    OrderStatus to,
    Optional<String> note,
    Optional<Instant> enteredAt) {
  /** A line that was entered as it happened. */
  public OrderChange(
      String workOrder,
      Instant time,
      String actor,
      Optional<String> onBehalfOf,
      String action,
      Optional<OrderStatus> from,
      OrderStatus to,
      Optional<String> note) {
    this(workOrder, time, actor, onBehalfOf, action, from, to, note, Optional.empty());
  }
}
