package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.site.Answers;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Remedy;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/** The promises of an order: which run, what meets them, and what pauses them ([R10]-[R19]). */
final class Clocks {
  static final String FORWARD = "forward";
  static final String RESOLVE = "resolve";
  static final String MAKE_SAFE = "make_safe";
  static final String PROGRESS_CALL = "progress_call";

  /** Plan and beginning of the repair of a serious fault [R14], in the place of its end. */
  static final String PLAN_AND_START = "plan_and_start";

  static final String VERIFY = "verify";
  static final String VISIT = "visit";

  /** Whoever complained, or asked for something, hears what becomes of it [R11] [R21]. */
  static final String ANSWER = "answer";

  /** A complaint ends [R21]; opened again, it ends no later. */
  static final String SETTLE = "settle";

  /** Which step keeps which promise; an order that is opened again was verified, and visited. */
  private static final Map<OrderAction, Set<String>> MET_BY =
      Map.ofEntries(
          Map.entry(OrderAction.DISPATCH, Set.of(FORWARD)),
          Map.entry(OrderAction.ACCEPT, Set.of(FORWARD, "accept", "respond")),
          Map.entry(OrderAction.ARRIVE, Set.of("arrive")),
          Map.entry(OrderAction.START, Set.of("arrive")),
          Map.entry(OrderAction.PROGRESS_CALLED, Set.of(PROGRESS_CALL)),
          Map.entry(OrderAction.ANSWERED, Set.of(ANSWER, PROGRESS_CALL)),
          Map.entry(OrderAction.MADE_SAFE, Set.of(MAKE_SAFE)),
          Map.entry(
              OrderAction.COMPLETE,
              Set.of("arrive", MAKE_SAFE, PROGRESS_CALL, RESOLVE, PLAN_AND_START)),
          Map.entry(OrderAction.VERIFY, Set.of(VERIFY)),
          Map.entry(OrderAction.VISIT, Set.of(VISIT, ANSWER)),
          Map.entry(OrderAction.REOPEN, Set.of(VERIFY, VISIT)));

  /** Promises that begin with a step, not with the order. */
  private static final Map<OrderAction, String> BEGUN_BY =
      Map.of(OrderAction.COMPLETE, VERIFY, OrderAction.VERIFY, VISIT);

  /** Promises that only a customer's report makes. */
  private static final Set<String> TO_CUSTOMERS = Set.of(PROGRESS_CALL, VISIT);

  private final Site site;
  private final ServiceCalendar calendar;

  Clocks(Site site) {
    this.site = site;
    this.calendar = new ServiceCalendar(site);
  }

  /** What the targets of an order follow from. */
  record Kind(OrderSource source, Urgency urgency, Severity severity, Optional<Concern> concern) {
    /** Of a fault, or of a visit of the schedule. */
    Kind(OrderSource source, Urgency urgency, Severity severity) {
      this(source, urgency, severity, Optional.empty());
    }

    static Kind of(WorkOrder order) {
      return new Kind(order.source(), order.urgency(), order.severity(), order.concern());
    }
  }

  /**
   * The clocks of a new order.
   *
   * @param own targets that stand before those of the site
   */
  List<Clock> opened(Kind kind, Map<String, Duration> own, Instant now) {
    return started(targets(kind, own, now), 1, now);
  }

  private static List<Clock> started(Map<String, Instant> due, int cycle, Instant now) {
    return due.entrySet().stream()
        .map(target -> Clock.started(target.getKey(), cycle, now, target.getValue()))
        .toList();
  }

  /** When each promise that runs from a moment on breaches. */
  private Map<String, Instant> targets(Kind kind, Map<String, Duration> own, Instant from) {
    Map<String, Span> spans = new LinkedHashMap<>(site.service().clocks());
    Map<String, Span> resolve = site.service().resolve();
    Optional.ofNullable(resolve.get(kind.severity().word()))
        .ifPresent(target -> spans.put(RESOLVE, target));
    Optional.ofNullable(resolve.get(kind.severity().word() + "_" + PLAN_AND_START))
        .ifPresent(
            target ->
                spans.putIfAbsent(
                    kind.source() == OrderSource.PLAN ? RESOLVE : PLAN_AND_START, target));
    if (kind.urgency() == Urgency.URGENT) {
      spans.putAll(site.service().urgent());
    }
    spans.keySet().removeAll(BEGUN_BY.values());
    if (kind.source() != OrderSource.REPORT) {
      spans.keySet().removeAll(TO_CUSTOMERS);
    }
    kind.concern().ifPresent(concern -> spans.putAll(answers(concern, kind.severity())));
    Map<String, Instant> due = new LinkedHashMap<>();
    spans.forEach((name, target) -> due.put(name, calendar.after(from, target)));
    own.forEach((name, target) -> due.put(name, from.plus(target)));
    return due;
  }

  private Map<String, Span> answers(Concern concern, Severity grade) {
    Answers answers = site.service().answers();
    return switch (concern) {
      case COMPLAINT -> Map.of(ANSWER, answers.complaint(grade), SETTLE, answers.settled());
      case DEMAND -> Map.of(ANSWER, answers.demand());
    };
  }

  /** The clocks of an order after a step that brings it to a status. */
  List<Clock> after(OrderAction action, WorkOrder order, OrderStatus to, Instant now) {
    if (action == OrderAction.REOPEN) {
      return reopened(order, own(order), to, now);
    }
    Set<String> met = MET_BY.getOrDefault(action, Set.of());
    List<Clock> next = new ArrayList<>();
    for (Clock clock : order.clocks()) {
      boolean settled = clock.name().equals(SETTLE) && to == OrderStatus.CLOSED;
      if (clock.going() && (settled || met.contains(clock.name()))) {
        next.add(ended(clock, Clock.State.MET, now));
      } else if (!to.open()) {
        next.add(stopped(clock, now));
      } else if (clock.name().equals(RESOLVE) && to == OrderStatus.ON_HOLD) {
        next.add(paused(clock, now));
      } else {
        next.add(resumed(clock, now));
      }
    }
    begun(action, order, now).ifPresent(next::add);
    return next;
  }

  private Optional<Clock> begun(OrderAction action, WorkOrder order, Instant now) {
    return Optional.ofNullable(BEGUN_BY.get(action))
        .filter(name -> order.source() == OrderSource.REPORT || !TO_CUSTOMERS.contains(name))
        .flatMap(
            name ->
                Optional.ofNullable(site.service().clocks().get(name))
                    .map(
                        target ->
                            Clock.started(name, cycle(order), now, calendar.after(now, target))));
  }

  /** When a visit that begins then is due; empty: the site promises none. */
  Optional<Instant> visitDue(Instant from) {
    return Optional.ofNullable(site.service().clocks().get(VISIT))
        .map(target -> calendar.after(from, target));
  }

  /** The clocks of an order that ends without what they promise. */
  static List<Clock> ended(WorkOrder order, Instant now) {
    return order.clocks().stream().map(clock -> stopped(clock, now)).toList();
  }

  private static int cycle(WorkOrder order) {
    return order.clocks().stream().mapToInt(Clock::cycle).max().orElse(1);
  }

  /** Ends what was promised of the plan and the beginning, once both are there. */
  static List<Clock> remedied(List<Clock> clocks, Remedy remedy, Instant now) {
    return clocks.stream()
        .map(
            clock ->
                remedy.kept() && clock.going() && clock.name().equals(PLAN_AND_START)
                    ? ended(clock, Clock.State.MET, now)
                    : clock)
        .toList();
  }

  /** The clocks of an order that waits for its cause: every promise of it waits. */
  static List<Clock> waiting(WorkOrder order, Instant now) {
    return order.clocks().stream().map(clock -> paused(clock, now)).toList();
  }

  /**
   * The clocks of an order that was repaired under another: what it promised of its own work was
   * neither kept nor broken, and somebody is to verify it.
   */
  List<Clock> repairedElsewhere(WorkOrder order, Instant now) {
    List<Clock> next = new ArrayList<>(ended(order, now));
    begun(OrderAction.COMPLETE, order, now).ifPresent(next::add);
    return next;
  }

  /** The clocks of an order that waits no longer. */
  static List<Clock> goingOn(WorkOrder order, Instant now) {
    return order.clocks().stream().map(clock -> resumed(clock, now)).toList();
  }

  /** What the rule of the order's fault promises by itself. */
  Map<String, Duration> own(WorkOrder order) {
    return order
        .fault()
        .filter(fault -> !AlarmOrders.chatters(fault) && !FaultMemory.looksForCause(fault))
        .flatMap(fault -> site.activeRules().stream().filter(rule -> of(fault, rule)).findFirst())
        .flatMap(RuleSpec::order)
        .map(OrderSpec::clocks)
        .orElse(Map.of());
  }

  /** Whether a fault is one that the rule finds. */
  static boolean of(String fault, RuleSpec rule) {
    return fault.equals(rule.name()) || fault.startsWith(rule.name() + "/");
  }

  /**
   * The clocks of an order that is opened again: what it promised it promises anew, from now on,
   * and the cycles before it stay as they ended.
   *
   * @param own targets that stand before those of the site
   */
  List<Clock> reopened(WorkOrder order, Map<String, Duration> own, OrderStatus to, Instant now) {
    Set<String> promised = new LinkedHashSet<>();
    List<Clock> next = new ArrayList<>();
    for (Clock clock : order.clocks()) {
      if (clock.going() && clock.name().equals(SETTLE)) {
        next.add(clock);
        continue;
      }
      promised.add(clock.name());
      boolean judged = MET_BY.getOrDefault(OrderAction.REOPEN, Set.of()).contains(clock.name());
      next.add(clock.going() && judged ? ended(clock, Clock.State.MET, now) : stopped(clock, now));
    }
    if (to == OrderStatus.DISPATCHED) {
      promised.remove(FORWARD);
    }
    Map<String, Instant> due = targets(Kind.of(order), own, now);
    due.keySet().retainAll(promised);
    next.stream()
        .filter(clock -> clock.going() && clock.name().equals(SETTLE))
        .forEach(_ -> due.remove(SETTLE));
    next.addAll(started(due, cycle(order) + 1, now));
    return next;
  }

  /**
   * The clocks of an order that is found to be of another urgency, severity or concern: those that
   * run get the other targets, counted from when they began, and keep what has elapsed. A promise
   * that the other kind does not make ends, and one that only it makes runs from the beginning of
   * the others. A visit of the schedule promises its date, whatever it is found to be.
   */
  List<Clock> triaged(WorkOrder order, List<Clock> clocks, Kind as, Instant now) {
    if (order.source() == OrderSource.PLAN) {
      return clocks;
    }
    Map<String, Duration> own = own(order);
    List<Clock> next = new ArrayList<>();
    for (Clock clock : clocks) {
      Instant before = targets(Kind.of(order), own, clock.startedAt()).get(clock.name());
      Instant after = targets(as, own, clock.startedAt()).get(clock.name());
      if (!clock.going() || Objects.equals(after, before)) {
        next.add(clock);
      } else {
        next.add(after == null ? stopped(clock, now) : due(clock, notLater(clock, after)));
      }
    }
    next.addAll(added(order, as, own));
    return next;
  }

  /** Whoever was promised an answer is not told to wait longer because it is found graver. */
  private static Instant notLater(Clock clock, Instant found) {
    return clock.name().equals(ANSWER) && clock.dueAt().isBefore(found) ? clock.dueAt() : found;
  }

  /** What an order promises as another kind, and did not before. */
  private List<Clock> added(WorkOrder order, Kind as, Map<String, Duration> own) {
    Instant from =
        order.clocks().stream()
            .filter(clock -> clock.cycle() == cycle(order))
            .map(Clock::startedAt)
            .min(Comparator.naturalOrder())
            .orElse(order.openedAt());
    Map<String, Instant> due = targets(as, own, from);
    due.keySet().removeAll(targets(Kind.of(order), own, from).keySet());
    return started(due, cycle(order), from);
  }

  /** Gives the promised end of a complaint another time; one that is broken stays so. */
  static List<Clock> overrun(List<Clock> clocks, Instant until, Instant now) {
    return clocks.stream()
        .map(
            clock ->
                clock.name().equals(SETTLE) && clock.going() && !late(clock, now)
                    ? due(clock, until)
                    : clock)
        .toList();
  }

  /** Whether the promised end of a complaint is past. */
  static boolean unsettled(WorkOrder order, Instant now) {
    return order.clocks().stream()
        .anyMatch(clock -> clock.name().equals(SETTLE) && clock.going() && late(clock, now));
  }

  private static Clock due(Clock clock, Instant dueAt) {
    return new Clock(
        clock.name(),
        clock.cycle(),
        clock.startedAt(),
        dueAt,
        clock.elapsed(),
        clock.runningSince(),
        clock.state());
  }

  private static Clock ended(Clock clock, Clock.State inTime, Instant now) {
    return new Clock(
        clock.name(),
        clock.cycle(),
        clock.startedAt(),
        clock.dueAt(),
        clock.elapsedAt(now),
        Optional.empty(),
        late(clock, now) ? Clock.State.BREACHED : inTime);
  }

  private static boolean late(Clock clock, Instant now) {
    return clock.state() == Clock.State.PAUSED
        ? clock.startedAt().plus(clock.elapsed()).isAfter(clock.dueAt())
        : now.isAfter(clock.dueAt());
  }

  /** The order ends, and nothing is to be kept any more. */
  private static Clock stopped(Clock clock, Instant now) {
    return clock.going() ? ended(clock, Clock.State.ENDED, now) : clock;
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
        clock.cycle(),
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
        clock.cycle(),
        clock.startedAt(),
        now.plus(left),
        clock.elapsed(),
        Optional.of(now),
        Clock.State.RUNNING);
  }
}
