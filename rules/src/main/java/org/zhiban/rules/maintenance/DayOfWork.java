package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.util.List;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderChange;

/** When the work of a visit was done: not when it was to be, nor when somebody agreed. */
public final class DayOfWork {
  private DayOfWork() {}

  /**
   * The last time at which the work was said to be done.
   *
   * @param history of the order that did it, oldest first; empty where none is known
   */
  public static Instant of(Occurrence visit, List<OrderChange> history) {
    return history.stream()
        .filter(change -> change.action().equals(OrderAction.COMPLETE.word()))
        .map(OrderChange::time)
        .reduce((_, later) -> later)
        .orElse(visit.startAt());
  }
}
