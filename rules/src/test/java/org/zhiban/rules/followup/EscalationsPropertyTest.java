package org.zhiban.rules.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Reminder.Step;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.dispatch.PassingOn;
import org.zhiban.rules.followup.Escalations.Due;
import org.zhiban.rules.followup.Escalations.StepKey;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.HandReport;
import org.zhiban.rules.workorder.MachineSteps;
import org.zhiban.rules.workorder.OrderActions;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OrderStep;
import org.zhiban.rules.workorder.OtherOrders;

/**
 * An order lives through leaps of time, pauses, restarts and a clock that is set forth and back
 * [R6] [R16]: what is due is taken, once, and nothing else is. The shares are reckoned here by
 * adding up what passed, not from the moments of the product.
 */
final class EscalationsPropertyTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Actor ALL = new Actor("admin", Set.of(Role.values()));

  /** Minutes of the targets of the site, and of an accepting. */
  private static final Map<String, Integer> TARGETS =
      Map.of("forward", 10, "respond", 30, "progress_call", 60, "resolve", 1440, "verify", 1440);

  private static final Map<Step, Integer> SHARES =
      Map.of(Step.REMINDED, 50, Step.WARNED, 80, Step.BREACHED, 100, Step.OVERRUN, 150);

  private static final List<OrderAction> STEPS =
      List.of(
          OrderAction.DISPATCH,
          OrderAction.ACCEPT,
          OrderAction.START,
          OrderAction.GRANT_HOLD,
          OrderAction.RESUME,
          OrderAction.PROGRESS_CALLED,
          OrderAction.COMPLETE,
          OrderAction.REOPEN);

  /** Time passes or is set, then somebody acts or nobody does; the gateway may start anew. */
  record Move(int minutes, Optional<OrderAction> action, boolean restart) {}

  @Provide
  Arbitrary<List<Move>> moves() {
    Arbitrary<Integer> minutes =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(0, 20)),
            Tuple.of(3, Arbitraries.integers().between(20, 900)),
            Tuple.of(1, Arbitraries.integers().between(-300, 0)));
    return net.jqwik.api.Combinators.combine(
            minutes, Arbitraries.of(STEPS).optional(0.5), Arbitraries.of(true, false))
        .as(Move::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  private final Site site = TestSites.pump(Map.of(), Set.of());
  private final OrderActions actions = new OrderActions(site);
  private final MachineSteps machine = new MachineSteps(site);

  private WorkOrder order;
  private List<OrderChange> history;
  private Set<StepKey> taken;

  /** By clock and cycle: minutes that it ran, and whether it runs. */
  private Map<String, Integer> ran;

  private int dispatches;
  private int waited;

  @SuppressWarnings("NullAway.Init") // set at the beginning of each try
  EscalationsPropertyTest() {}

  @Property(tries = 500)
  void everyStepIsTakenOnceAndWhenItIsDue(@ForAll("moves") List<Move> moves) {
    OrderStep opened =
        new HandReport(
                Optional.of("pump"),
                Optional.empty(),
                "leaks",
                Urgency.NORMAL,
                Severity.MINOR,
                "plumbing",
                Map.of())
            .draft(site, "sun", T)
            .numbered("WX-20261120-001");
    order = opened.order();
    history = new ArrayList<>(List.of(opened.change()));
    taken = new HashSet<>();
    ran = new HashMap<>();
    dispatches = 0;
    waited = 0;
    Instant now = T;
    Escalations escalations = new Escalations(site);
    for (Move move : moves) {
      now = now.plus(Duration.ofMinutes(move.minutes));
      passes(move.minutes);
      if (move.restart) {
        escalations = new Escalations(site);
      }
      look(escalations, now);
      Instant at = now;
      move.action.ifPresent(action -> act(action, at));
      look(escalations, now);
    }
    Statistics.label("steps")
        .collect(taken.size() > 8 ? "many" : taken.isEmpty() ? "none" : "some");
  }

  private static String name(Clock clock) {
    return clock.name() + " " + clock.cycle();
  }

  private void passes(int minutes) {
    for (Clock clock : order.clocks()) {
      boolean held = clock.name().equals("resolve") && order.status() == OrderStatus.ON_HOLD;
      if (clock.going() && !held) {
        ran.merge(name(clock), minutes, Integer::sum);
      }
    }
    waited += minutes;
  }

  private void look(Escalations escalations, Instant now) {
    Set<StepKey> wanted = wanted();
    wanted.removeAll(taken);
    List<Due> due = escalations.due(order, history, taken, now);
    assertThat(due)
        .as("at %s of %s", now, order)
        .extracting(Due::key)
        .containsExactlyInAnyOrderElementsOf(wanted);
    Instant next = escalations.next(order, history, taken).orElse(Instant.MAX);
    assertThat(!next.isAfter(now)).isEqualTo(!due.isEmpty());
    for (Due one : due) {
      assertThat(taken.add(one.key())).isTrue();
      assertThat(escalations.told(order, one)).isNotEmpty().doesNotContain("assignee");
      if (one.step() == Step.PASSED_ON) {
        new PassingOn(site)
            .next(order, List.of(), now)
            .ifPresent(it -> given(machine.given(order, it.person(), it.why(), now)));
      }
    }
    assertThat(escalations.due(order, history, taken, now)).isEmpty();
  }

  private void given(OrderStep step) {
    done(step);
    dispatches++;
    waited = 0;
  }

  private void done(OrderStep step) {
    order = step.order();
    history.add(step.change());
  }

  private void act(OrderAction action, Instant now) {
    Map<String, String> fields =
        switch (action) {
          case DISPATCH -> Map.of("assignee", "li");
          case GRANT_HOLD, REOPEN -> Map.of("reason", "r");
          case COMPLETE -> Map.of("cause", "c", "action_taken", "a");
          default -> Map.of();
        };
    OrderOutcome outcome = actions.apply(order, action, ALL, fields, OtherOrders.NONE, now);
    if (outcome instanceof OrderOutcome.Done(var step)) {
      boolean gives = action == OrderAction.DISPATCH || action == OrderAction.REOPEN;
      if (gives) {
        given(step);
      } else {
        done(step);
      }
    }
  }

  /** What should have been taken by now, had every step been looked for at each move. */
  private Set<StepKey> wanted() {
    Set<StepKey> wanted = new HashSet<>();
    for (Clock clock : order.clocks()) {
      int target = TARGETS.getOrDefault(clock.name(), 0);
      int percent = ran.getOrDefault(name(clock), 0) * 100;
      boolean paused = clock.name().equals("resolve") && order.status() == OrderStatus.ON_HOLD;
      if (clock.going() && !paused) {
        SHARES.forEach(
            (step, share) -> {
              if (percent >= share * target) {
                wanted.add(new StepKey(clock.name(), clock.cycle(), step));
              }
            });
      } else if (!clock.going() && percent > 100 * target) {
        wanted.add(new StepKey(clock.name(), clock.cycle(), Step.BREACHED));
      }
    }
    if (order.status() == OrderStatus.DISPATCHED && order.assignee().isPresent()) {
      for (int chase = 1; chase <= 3; chase++) {
        if (waited >= chase * TARGETS.getOrDefault("respond", 0)) {
          Step step = List.of(Step.CHASED, Step.CHASED_AGAIN, Step.PASSED_ON).get(chase - 1);
          wanted.add(new StepKey("acceptance", dispatches, step));
        }
      }
    }
    return wanted;
  }
}
