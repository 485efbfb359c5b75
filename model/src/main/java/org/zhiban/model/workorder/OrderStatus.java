package org.zhiban.model.workorder;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Where an order stands. */
public enum OrderStatus {
  REPORTED,
  TRIAGED,
  WAIT_APPROVAL,
  DISPATCHED,
  ACCEPTED,
  ON_SITE,
  IN_PROGRESS,
  ON_HOLD,
  /** The work is done; proof is awaited. */
  VERIFY,
  /** Proved; the customer is asked. */
  VISIT,
  CLOSED,
  CANCELLED,
  REJECTED,
  MERGED;

  /** Of an order that still wants something. */
  public static final Set<OrderStatus> OPEN =
      Arrays.stream(values()).filter(OrderStatus::open).collect(Collectors.toUnmodifiableSet());

  /** Whether a further occurrence of the same fault belongs to this order. */
  public boolean open() {
    return switch (this) {
      case CLOSED, CANCELLED, REJECTED, MERGED -> false;
      case REPORTED,
          TRIAGED,
          WAIT_APPROVAL,
          DISPATCHED,
          ACCEPTED,
          ON_SITE,
          IN_PROGRESS,
          ON_HOLD,
          VERIFY,
          VISIT ->
          true;
    };
  }

  /** Whether nobody has taken it on, and nobody is asked for leave. */
  public boolean untaken() {
    return this == REPORTED || this == TRIAGED || this == DISPATCHED;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
