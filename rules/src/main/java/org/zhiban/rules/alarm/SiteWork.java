package org.zhiban.rules.alarm;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people do at the equipment, as far as it concerns whether alarms are announced. Moments are
 * cut to the millisecond, in which the rules' time goes.
 */
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
      until = until.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The order keeps nothing quiet. */
    public static LockedOut nothing(String order) {
      return new LockedOut(order, Set.of(), "", "", Instant.EPOCH);
    }
  }

  /**
   * The open orders of an equipment from now on: rules with {@code unless_open_order} are
   * suppressed by those of another fault.
   */
  record OpenOrders(String equipment, List<OpenOrder> orders) implements SiteWork {
    public OpenOrders {
      orders = List.copyOf(orders);
    }
  }

  /**
   * An open order.
   *
   * @param fault whose it is, {@code equipment/rule} with more behind it; empty: of no alarm
   */
  record OpenOrder(String id, Optional<String> fault) {
    /** Whether an alarm of the rule made it. */
    boolean ofRule(String rule) {
      return fault.filter(of -> of.equals(rule) || of.startsWith(rule + "/")).isPresent();
    }
  }

  /**
   * A permit as it stands from now on: rules with {@code unless_permit} of its equipment raise no
   * alarm while it lasts.
   *
   * @param equipment all that it covers; none: it was ended
   */
  record Permitted(String permit, Set<String> equipment, Instant from, Instant until)
      implements SiteWork {
    public Permitted {
      equipment = Set.copyOf(equipment);
      from = from.truncatedTo(ChronoUnit.MILLIS);
      until = until.truncatedTo(ChronoUnit.MILLIS);
    }
  }
}
