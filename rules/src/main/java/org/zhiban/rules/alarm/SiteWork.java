package org.zhiban.rules.alarm;

import java.time.Instant;
import java.util.Set;

/** What people do at the equipment, as far as it concerns whether alarms are announced. */
public sealed interface SiteWork {
  /**
   * The rules that an order keeps quiet from now on, in the place of those of before.
   *
   * @param rules {@code equipment/rule}; none: the order keeps nothing quiet any more
   * @param by the person who answers for it
   * @param until when they are announced again by themselves
   */
  record LockedOut(String order, Set<String> rules, String by, String reason, Instant until)
      implements SiteWork {
    public LockedOut {
      rules = Set.copyOf(rules);
    }

    /** The order keeps nothing quiet. */
    public static LockedOut nothing(String order) {
      return new LockedOut(order, Set.of(), "", "", Instant.EPOCH);
    }
  }
}
