package org.zhiban.rules.followup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.site.FollowUp;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Reminder;
import org.zhiban.model.workorder.Reminder.Step;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.ServiceCalendar;

/**
 * Which steps the running time of an order asks for [R16]: at 50, 80, 100 and 150 % of each
 * promise, and for an order that nobody accepts two chases [R6], then the next on the roster. Each
 * is taken once for each promise and cycle, however the clock is set; a promise that waits with its
 * order waits here too.
 */
public final class Escalations {
  /** Percent of a target at which a step is due. */
  private static final Map<Step, Integer> SHARES =
      Map.of(Step.REMINDED, 50, Step.WARNED, 80, Step.BREACHED, 100, Step.OVERRUN, 150);

  /** How many times the time to accept after the dispatch. */
  private static final Map<Step, Integer> CHASES =
      Map.of(Step.CHASED, 1, Step.CHASED_AGAIN, 2, Step.PASSED_ON, 3);

  /** Promises whose time to accept is the time of a chase, the best first. */
  private static final List<String> ACCEPTING = List.of("accept", "respond");

  private static final Set<String> GIVEN = Set.of("dispatch", "reopen", "stand_alone");

  private static final Duration STALE = Duration.ofDays(1);

  private final FollowUp spec;
  private final ServiceCalendar calendar;

  public Escalations(Site site) {
    this.spec = site.service().followUp();
    this.calendar = new ServiceCalendar(site);
  }

  /** Which step of which promise. */
  public record StepKey(String clock, int cycle, Step step) {
    public static StepKey of(Reminder reminder) {
      return new StepKey(reminder.clock(), reminder.cycle(), reminder.step());
    }
  }

  /**
   * A step that is to be taken.
   *
   * @param at when it was due
   * @param clock the promise; empty for a chase
   */
  public record Due(StepKey key, Instant at, Optional<Clock> clock) {
    public Step step() {
      return key.step();
    }

    /** Whether it is too old to be told of: a promise that was broken, and kept, long ago. */
    public boolean stale(Instant now) {
      return clock.filter(it -> !it.going()).isPresent() && at.plus(STALE).isBefore(now);
    }
  }

  /**
   * The steps that are due by now and were not taken, earliest first.
   *
   * @param history of the order, oldest first; asked only of one that waits to be accepted
   * @param taken the steps that were taken
   */
  public List<Due> due(
      WorkOrder order, List<OrderChange> history, Set<StepKey> taken, Instant now) {
    return coming(order, history, taken).stream().filter(one -> !one.at().isAfter(now)).toList();
  }

  /** When the next step is due; empty: none, as long as the order stays as it is. */
  public Optional<Instant> next(WorkOrder order, List<OrderChange> history, Set<StepKey> taken) {
    return coming(order, history, taken).stream().map(Due::at).findFirst();
  }

  /** Every step to come and every one that is late, earliest first. */
  private List<Due> coming(WorkOrder order, List<OrderChange> history, Set<StepKey> taken) {
    List<Due> coming = new ArrayList<>();
    for (Clock clock : order.clocks()) {
      if (clock.state() == Clock.State.RUNNING && order.status().open()) {
        SHARES.forEach((step, share) -> coming.add(due(clock, step, moment(clock, share))));
      } else if (clock.state() == Clock.State.BREACHED) {
        coming.add(due(clock, Step.BREACHED, clock.dueAt()));
      }
    }
    coming.addAll(chases(order, history));
    return coming.stream()
        .filter(one -> !taken.contains(one.key()))
        .sorted(Comparator.comparing(Due::at).thenComparing(one -> one.key().toString()))
        .toList();
  }

  private static Due due(Clock clock, Step step, Instant at) {
    return new Due(new StepKey(clock.name(), clock.cycle(), step), at, Optional.of(clock));
  }

  /** When a running promise has used so much of its target. */
  private static Instant moment(Clock clock, int percent) {
    Instant since = clock.runningSince().orElse(clock.startedAt());
    Duration target = clock.elapsed().plus(Duration.between(since, clock.dueAt()));
    return since.plus(target.multipliedBy(percent).dividedBy(100)).minus(clock.elapsed());
  }

  /** The lines by which somebody was given the order, oldest first. */
  static List<OrderChange> given(List<OrderChange> history) {
    return history.stream()
        .filter(line -> GIVEN.contains(line.action()) && line.to() == OrderStatus.DISPATCHED)
        .toList();
  }

  private List<Due> chases(WorkOrder order, List<OrderChange> history) {
    if (order.status() != OrderStatus.DISPATCHED
        || order.assignee().isEmpty()
        || order.cause().isPresent()) {
      return List.of();
    }
    List<OrderChange> given = given(history);
    List<Due> chases = new ArrayList<>();
    if (!given.isEmpty()) {
      // Who is entering a slip is not chased for what the paper says next.
      Instant from = given.getLast().enteredAt().orElseGet(given.getLast()::time);
      interval(order, from)
          .ifPresent(
              interval ->
                  CHASES.forEach(
                      (step, times) ->
                          chases.add(
                              new Due(
                                  new StepKey(Reminder.ACCEPTANCE, given.size(), step),
                                  from.plus(interval.multipliedBy(times)),
                                  Optional.empty()))));
    }
    return chases;
  }

  /** How long somebody has to accept. */
  private Optional<Duration> interval(WorkOrder order, Instant from) {
    return spec.chase()
        .map(span -> Duration.between(from, calendar.after(from, span)))
        .or(
            () ->
                ACCEPTING.stream()
                    .flatMap(
                        name -> order.clocks().stream().filter(clock -> clock.name().equals(name)))
                    .findFirst()
                    .map(clock -> Duration.between(clock.startedAt(), clock.dueAt())))
        .filter(length -> length.isPositive());
  }

  /** Who hears of a step, by names as of a route's step. */
  public List<String> told(WorkOrder order, Due due) {
    List<String> names =
        switch (due.step()) {
          case REMINDED -> spec.remind();
          case WARNED -> spec.warn();
          case BREACHED -> spec.breach();
          case OVERRUN -> spec.overrun();
          case CHASED, CHASED_AGAIN -> List.of(FollowUp.ASSIGNEE);
          case PASSED_ON -> List.of(FollowUp.ASSIGNEE, "supervisor");
          case TOLD -> throw new IllegalArgumentException("no promise runs out by it: " + due);
        };
    Set<String> told = new LinkedHashSet<>();
    for (String name : names) {
      told.addAll(name.equals(FollowUp.ASSIGNEE) ? awaited(order, due) : List.of(name));
    }
    return List.copyOf(told);
  }

  /** For whom a promise waits. */
  private static List<String> awaited(WorkOrder order, Due due) {
    return switch (due.key().clock()) {
      case "forward" -> List.of("operator", "supervisor");
      case "progress_call", "visit", "answer", "settle" -> List.of("desk");
      case "verify" -> List.of("supervisor");
      default -> order.assignee().map(List::of).orElse(List.of("supervisor"));
    };
  }
}
