package org.zhiban.rules.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.rules.alarm.Journal.Hand;
import org.zhiban.rules.workorder.LockOuts;

/** What people's work means to one rule. */
final class WorkAtRule {
  /** No lock-out lasts longer. */
  private static final Duration LONGEST = LockOuts.LONGEST;

  private final CompiledRule rule;

  /** Until when, by the order that keeps the rule quiet. */
  private final Map<String, Instant> lockOuts = new TreeMap<>();

  private final Map<String, SiteWork.Permitted> permits = new TreeMap<>();
  private List<SiteWork.OpenOrder> orders = List.of();

  WorkAtRule(CompiledRule rule) {
    this.rule = rule;
  }

  /** Takes a change over; says whether it concerns the rule. */
  boolean take(SiteWork change) {
    return switch (change) {
      case SiteWork.LockedOut lockedOut ->
          lockedOut.rules().contains(rule.name())
              ? !lockedOut.until().equals(lockOuts.put(lockedOut.order(), lockedOut.until()))
              : lockOuts.remove(lockedOut.order()) != null;
      case SiteWork.OpenOrders open ->
          open.equipment().equals(rule.equipment()) && take(open.orders()) && rule.heedsOrders();
      case SiteWork.Permitted permitted ->
          (permitted.equipment().contains(rule.equipment())
                  ? !permitted.equals(permits.put(permitted.permit(), permitted))
                  : permits.remove(permitted.permit()) != null)
              && rule.heedsPermits();
    };
  }

  private boolean take(List<SiteWork.OpenOrder> open) {
    boolean changed = !open.equals(orders);
    orders = open;
    return changed;
  }

  /** Whose hand it was. */
  static Hand hand(SiteWork change) {
    return change instanceof SiteWork.LockedOut lockedOut && !lockedOut.rules().isEmpty()
        ? new Hand(Optional.of(lockedOut.by()), Optional.of(lockedOut.reason()))
        : Hand.ENGINE;
  }

  /** The lock-out that stands longest of those that stand at a time. */
  Optional<Suppression.OutOfService> lockOut(Instant now) {
    return lockOuts.entrySet().stream()
        .filter(entry -> entry.getValue().isAfter(now))
        // A clock that fell back by years mutes nothing for years.
        .filter(entry -> !entry.getValue().isAfter(now.plus(LONGEST)))
        .max(Map.Entry.comparingByValue())
        .map(entry -> new Suppression.OutOfService(entry.getKey(), entry.getValue()));
  }

  /** The open order, of another fault, by which the rule is suppressed. */
  Optional<String> openOrder() {
    return rule.heedsOrders()
        ? orders.stream()
            .filter(order -> !order.ofRule(rule.name()))
            .map(SiteWork.OpenOrder::id)
            .findFirst()
        : Optional.empty();
  }

  /** Until when the rule raises nothing new, of the permits that last at a time. */
  Optional<Instant> permittedUntil(Instant at) {
    return rule.heedsPermits()
        ? permits.values().stream()
            .filter(permit -> !permit.from().isAfter(at) && at.isBefore(permit.until()))
            .map(SiteWork.Permitted::until)
            .max(Instant::compareTo)
        : Optional.empty();
  }
}
