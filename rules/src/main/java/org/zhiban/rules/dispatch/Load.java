package org.zhiban.rules.dispatch;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.Urgency;

/**
 * What somebody has in hand. An order weighs by how it presses: of an alarm 8, 4, 2 or 1 for P1 to
 * P4, without one 4 where it is urgent, else 2; a visit of the schedule 1, and so does an order on
 * hold. What waits for its proof or for the return visit is done, and weighs nothing.
 *
 * @param orders how many
 * @param weight their sum
 */
public record Load(int orders, int weight) {
  /** Nothing in hand. */
  public static final Load NONE = new Load(0, 0);

  /** So much is much: a P1 in hand, or as much of others. */
  static final int MUCH = 8;

  public Load {
    if (orders < 0 || weight < 0) {
      throw new IllegalArgumentException("a load is not negative");
    }
  }

  /** Who has how much in hand; whoever has nothing is not in it. */
  public static Map<String, Load> of(Collection<OpenWork> open) {
    Map<String, Load> loads = new TreeMap<>();
    for (OpenWork work : open) {
      int weight = weight(work);
      if (weight > 0) {
        loads.merge(work.assignee(), new Load(work.orders(), weight * work.orders()), Load::and);
      }
    }
    return loads;
  }

  private Load and(Load other) {
    return new Load(orders + other.orders, weight + other.weight);
  }

  boolean much() {
    return weight >= MUCH;
  }

  private static int weight(OpenWork work) {
    return switch (work.status()) {
      case VERIFY, VISIT, CLOSED, CANCELLED, REJECTED, MERGED -> 0;
      case ON_HOLD -> 1;
      case REPORTED, TRIAGED, WAIT_APPROVAL, DISPATCHED, ACCEPTED, ON_SITE, IN_PROGRESS ->
          work.source() == OrderSource.PLAN
              ? 1
              : work.priority().map(Load::weight).orElse(work.urgency() == Urgency.URGENT ? 4 : 2);
    };
  }

  private static int weight(Priority priority) {
    return switch (priority) {
      case P1 -> 8;
      case P2 -> 4;
      case P3 -> 2;
      case P4, JOURNAL -> 1;
    };
  }
}
