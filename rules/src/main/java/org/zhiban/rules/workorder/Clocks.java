package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.Severity;

/** The promises of an order: which run, what meets them, and what pauses them ([R10]-[R19]). */
final class Clocks {
  static final String RESOLVE = "resolve";
  static final String VISIT = "visit";

  /** Which step keeps which promise. */
  private static final Map<OrderAction, Set<String>> MET_BY =
      Map.of(
          OrderAction.APPROVE, Set.of("forward"),
          OrderAction.DISPATCH, Set.of("forward"),
          OrderAction.ACCEPT, Set.of("forward", "accept", "respond"),
          OrderAction.ARRIVE, Set.of("arrive"),
          OrderAction.START, Set.of("arrive"),
          OrderAction.COMPLETE, Set.of("arrive", "make_safe", "progress_call", RESOLVE),
          OrderAction.VERIFY, Set.of("verify"),
          OrderAction.VISIT, Set.of(VISIT));

  /** Promises that only a customer's report makes. */
  private static final Set<String> TO_CUSTOMERS = Set.of("progress_call", VISIT);

  private final Site site;
  private final ServiceCalendar calendar;

  Clocks(Site site) {
    this.site = site;
    this.calendar = new ServiceCalendar(site);
  }

  /**
   * The clocks of a new order.
   *
   * @param own targets that stand before those of the site
   */
  List<Clock> opened(
      OrderSource source, Severity severity, Map<String, Duration> own, Instant now) {
    Map<String, Instant> due = new LinkedHashMap<>();
    site.service()
        .clocks()
        .forEach(
            (name, target) -> {
              if (!name.equals(VISIT)
                  && (source == OrderSource.REPORT || !TO_CUSTOMERS.contains(name))) {
                due.put(name, calendar.after(now, target));
              }
            });
    resolveTarget(severity).ifPresent(target -> due.put(RESOLVE, calendar.after(now, target)));
    own.forEach((name, target) -> due.put(name, now.plus(target)));
    return due.entrySet().stream().map(e -> started(e.getKey(), now, e.getValue())).toList();
  }

  private Optional<Span> resolveTarget(Severity severity) {
    Map<String, Span> targets = site.service().resolve();
    return Optional.ofNullable(targets.get(severity.word()))
        .or(() -> Optional.ofNullable(targets.get(severity.word() + "_plan_and_start")));
  }

  private static Clock started(String name, Instant now, Instant dueAt) {
    return new Clock(name, now, dueAt, Duration.ZERO, Optional.of(now), Clock.State.RUNNING);
  }

  /** The clocks after a step. */
  List<Clock> after(OrderAction action, OrderSource source, List<Clock> clocks, Instant now) {
    Set<String> met = MET_BY.getOrDefault(action, Set.of());
    List<Clock> next = new ArrayList<>();
    for (Clock clock : clocks) {
      if (met.contains(clock.name()) && going(clock)) {
        next.add(ended(clock, now));
      } else if (clock.name().equals(RESOLVE) && action == OrderAction.GRANT_HOLD) {
        next.add(paused(clock, now));
      } else if (clock.name().equals(RESOLVE) && action == OrderAction.RESUME) {
        next.add(resumed(clock, now));
      } else if (clock.name().equals(RESOLVE) && action == OrderAction.REOPEN) {
        next.add(again(clock, now));
      } else {
        next.add(clock);
      }
    }
    Span visit = site.service().clocks().get(VISIT);
    if (action == OrderAction.VERIFY && source == OrderSource.REPORT && visit != null) {
      next.add(started(VISIT, now, calendar.after(now, visit)));
    }
    return next;
  }

  /**
   * The clocks of an order that is opened anew by a repeat: it is to be resolved again, and its
   * time goes on counting.
   */
  static List<Clock> reopened(List<Clock> clocks, Instant now) {
    return clocks.stream()
        .map(clock -> clock.name().equals(RESOLVE) ? again(clock, now) : clock)
        .toList();
  }

  private static boolean going(Clock clock) {
    return clock.state() == Clock.State.RUNNING || clock.state() == Clock.State.PAUSED;
  }

  private static Clock ended(Clock clock, Instant now) {
    Clock.State end = now.isAfter(clock.dueAt()) ? Clock.State.BREACHED : Clock.State.MET;
    return new Clock(
        clock.name(),
        clock.startedAt(),
        clock.dueAt(),
        clock.elapsedAt(now),
        Optional.empty(),
        end);
  }

  /**
   * While it is paused, {@code dueAt} is the start plus the whole target, so that nothing of the
   * target is forgotten.
   */
  private static Clock paused(Clock clock, Instant now) {
    if (clock.state() != Clock.State.RUNNING) {
      return clock;
    }
    Duration elapsed = clock.elapsedAt(now);
    Duration target = elapsed.plus(Duration.between(now, clock.dueAt()));
    return new Clock(
        clock.name(),
        clock.startedAt(),
        clock.startedAt().plus(target),
        elapsed,
        Optional.empty(),
        Clock.State.PAUSED);
  }

  /** Goes on with what was left of the target when it was paused. */
  private static Clock resumed(Clock clock, Instant now) {
    if (clock.state() != Clock.State.PAUSED) {
      return clock;
    }
    Duration left = Duration.between(clock.startedAt(), clock.dueAt()).minus(clock.elapsed());
    return new Clock(
        clock.name(),
        clock.startedAt(),
        now.plus(left),
        clock.elapsed(),
        Optional.of(now),
        Clock.State.RUNNING);
  }

  private static Clock again(Clock clock, Instant now) {
    return going(clock)
        ? clock
        : new Clock(
            clock.name(),
            clock.startedAt(),
            clock.dueAt(),
            clock.elapsed(),
            Optional.of(now),
            Clock.State.RUNNING);
  }
}
