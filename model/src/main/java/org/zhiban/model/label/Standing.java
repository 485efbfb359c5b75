package org.zhiban.model.label;

import java.util.Locale;
import org.zhiban.model.workorder.OrderStatus;

/** How far a repair has come, for somebody who is to know no more of it. */
public enum Standing {
  REPORTED,
  GIVEN,
  WORKING,
  WAITING,
  CHECKING,
  ENDED;

  /** What an order's status is to strangers. */
  public static Standing of(OrderStatus status) {
    return switch (status) {
      case REPORTED, TRIAGED, WAIT_APPROVAL -> REPORTED;
      case DISPATCHED, ACCEPTED -> GIVEN;
      case ON_SITE, IN_PROGRESS -> WORKING;
      case ON_HOLD -> WAITING;
      case VERIFY, VISIT -> CHECKING;
      case CLOSED, CANCELLED, REJECTED, MERGED -> ENDED;
    };
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
