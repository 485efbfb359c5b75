package org.zhiban.rules.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.rules.alarm.Journal.Hand;

/** What people's work means to one rule. */
final class WorkAtRule {
  /** Until when, by the order that keeps the rule quiet. */
  private final Map<String, Instant> lockOuts = new TreeMap<>();

  /** Takes over what an order keeps quiet; says whether it concerns the rule. */
  boolean take(SiteWork.LockedOut work, String rule) {
    return work.rules().contains(rule)
        ? !work.until().equals(lockOuts.put(work.order(), work.until()))
        : lockOuts.remove(work.order()) != null;
  }

  /** What was said of the rule before it changed is said of it still. */
  void inherit(WorkAtRule before) {
    lockOuts.putAll(before.lockOuts);
  }

  /** Tells the rules of it; which ones it concerns. */
  static List<RuleRun> tell(RuleRun[] runs, SiteWork work) {
    List<RuleRun> concerned = new ArrayList<>();
    for (RuleRun run : runs) {
      boolean changed =
          switch (work) {
            case SiteWork.LockedOut lockedOut -> run.work().take(lockedOut, run.rule().name());
          };
      if (changed) {
        concerned.add(run);
      }
    }
    return concerned;
  }

  /** Whose hand it was. */
  static Hand hand(SiteWork work) {
    return switch (work) {
      case SiteWork.LockedOut lockedOut when !lockedOut.rules().isEmpty() ->
          new Hand(Optional.of(lockedOut.by()), Optional.of(lockedOut.reason()));
      case SiteWork.LockedOut _ -> Hand.ENGINE;
    };
  }

  /** The lock-out that stands longest of those that stand at a time. */
  Optional<Suppression.OutOfService> lockOut(Instant now) {
    return lockOuts.entrySet().stream()
        .filter(entry -> entry.getValue().isAfter(now))
        .max(Map.Entry.comparingByValue())
        .map(entry -> new Suppression.OutOfService(entry.getKey(), entry.getValue()));
  }
}
