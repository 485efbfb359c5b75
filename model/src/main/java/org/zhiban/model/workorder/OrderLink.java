package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.Locale;

/**
 * An order that hangs on another one.
 *
 * @param order the one that hangs: the repeat, the root-cause order, what waits for its cause
 * @param other what it hangs on: the earlier order, what is looked into, the order of the cause
 * @param at when it was found
 */
public record OrderLink(String order, String other, Kind kind, Instant at) {
  public OrderLink {
    if (order.equals(other)) {
      throw new IllegalArgumentException("an order hangs on another one, not on itself: " + order);
    }
  }

  /** Why. */
  public enum Kind {
    /** The same fault is back after the other order was closed. */
    REPEAT("earlier", "later"),
    /** It looks for the cause of a fault that the other order repaired. */
    ROOT_CAUSE("looked_into", "root_cause"),
    /** Both have one cause, which is repaired under the other one. */
    COMMON_CAUSE("cause", "caused");

    private final String other;
    private final String order;

    Kind(String other, String order) {
      this.other = other;
      this.order = order;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the order at the far end is to the one that is looked at, as one word. */
  public String relation(String seenFrom) {
    return seenFrom.equals(order) ? kind.other : kind.order;
  }

  /** The order at the far end. */
  public String farEnd(String seenFrom) {
    return seenFrom.equals(order) ? other : order;
  }
}
