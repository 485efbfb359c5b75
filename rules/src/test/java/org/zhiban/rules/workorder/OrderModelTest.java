package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.workorder.OrdersTried.OTHER;
import static org.zhiban.rules.workorder.OrdersTried.STAFF;
import static org.zhiban.rules.workorder.OrdersTried.T;
import static org.zhiban.rules.workorder.OrdersTried.beside;
import static org.zhiban.rules.workorder.OrdersTried.fields;
import static org.zhiban.rules.workorder.OrdersTried.listed;
import static org.zhiban.rules.workorder.OrdersTried.model;
import static org.zhiban.rules.workorder.OrdersTried.order;
import static org.zhiban.rules.workorder.OrdersTried.person;
import static org.zhiban.rules.workorder.OrdersTried.site;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.cost.Books;
import org.zhiban.rules.cost.OrderSpending;
import org.zhiban.rules.cost.Spent;
import org.zhiban.rules.workorder.OrdersTried.Try;

/**
 * Every role, of every source, in every status: what the model forbids is refused, the rest done.
 */
final class OrderModelTest {

  private static final List<Actor> PEOPLE =
      List.of(
          new Actor("li", Set.of(Role.TECHNICIAN)),
          new Actor("chen", Set.of(Role.TECHNICIAN)),
          new Actor("zhao", Set.of(Role.SUPERVISOR)),
          new Actor("ma", Set.of(Role.SUPERVISOR)),
          new Actor("wang", Set.of(Role.MANAGER)),
          new Actor("sun", Set.of(Role.DESK)),
          new Actor("he", Set.of(Role.OPERATOR)),
          new Actor("fu", Set.of(Role.APPROVER)),
          new Actor("admin", Set.of(Role.ADMIN)),
          new Actor("li", Set.of(Role.TECHNICIAN, Role.MANAGER)));

  /** Taken seldom, so that orders live long. */
  private static final Set<OrderAction> ENDINGS =
      Set.of(
          OrderAction.CANCEL, OrderAction.REJECT, OrderAction.MERGE, OrderAction.REQUEST_APPROVAL);

  /** These lead back, or nowhere. */
  private static final Set<OrderAction> ASIDE =
      Set.of(
          OrderAction.GRANT_HOLD,
          OrderAction.REQUEST_HOLD,
          OrderAction.DISPATCH,
          OrderAction.REOPEN);

  @Provide
  Arbitrary<List<Try>> tries() {
    return Combinators.combine(
            Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)),
            Arbitraries.integers()
                .between(0, 100_000)
                .withDistribution(RandomDistribution.uniform()),
            Arbitraries.integers().between(0, STAFF.size() - 1),
            Arbitraries.of(false, false, true),
            Arbitraries.of(0, 1, 30, 600, 6_000, 11_000))
        .as(Try::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(60);
  }

  @Property(tries = 600)
  void whatIsDoneIsWhatTheModelAllows(
      @ForAll("tries") List<Try> tries,
      @ForAll OrderSource source,
      @ForAll boolean p1,
      @ForAll boolean serious,
      @ForAll boolean named,
      @ForAll @IntRange(max = 2) int items,
      @ForAll("trades") String trade) {
    Site site = site(named);
    WorkOrder order = listed(order(site, source, OrderStatus.REPORTED, trade, p1, serious), items);
    ModelOfOrders model = model(order, named);
    KeptOrder kept = new KeptOrder(order, OrderCosts.NONE);
    Instant now = T;
    for (Try each : tries) {
      now = now.plus(Duration.ofMinutes(each.minutes()));
      Choice choice = chosen(model, each, now);
      Map<String, String> fields = fields(choice.action, each, items, kept.costs());
      kept = tried(site, kept, model, choice.action, choice.actor, fields, now);
    }
  }

  @Provide
  Arbitrary<String> trades() {
    return Arbitraries.of("plumbing", "elevator", "fire");
  }

  /** An action and who takes it. */
  private record Choice(Actor actor, OrderAction action) {}

  /** Mostly something legal that leads on; else somebody's wrong step, or anything at all. */
  private static Choice chosen(ModelOfOrders model, Try each, Instant now) {
    List<Choice> all =
        PEOPLE.stream()
            .flatMap(actor -> Arrays.stream(OrderAction.values()).map(it -> new Choice(actor, it)))
            .toList();
    List<Choice> legal =
        all.stream()
            .filter(it -> model.legal(it.action.word(), person(it.actor), now))
            .filter(it -> each.pick() % 16 == 0 || !ENDINGS.contains(it.action))
            .filter(it -> each.pick() % 4 == 0 || !ASIDE.contains(it.action))
            .toList();
    List<Choice> wrong =
        all.stream()
            .filter(it -> each.pick() % 3 == 0 || model.inTheTable(it.action.word()))
            .filter(it -> !model.legal(it.action.word(), person(it.actor), now))
            .toList();
    List<Choice> among = each.legal() && !legal.isEmpty() ? legal : wrong.isEmpty() ? all : wrong;
    return among.get(each.pick() % among.size());
  }

  /** Tries it, and compares what came of it with the model. */
  private static KeptOrder tried(
      Site site,
      KeptOrder kept,
      ModelOfOrders model,
      OrderAction action,
      Actor actor,
      Map<String, String> fields,
      Instant now) {
    OrderSpending actions = new OrderSpending(site);
    WorkOrder order = kept.order();
    boolean legal = model.legal(action.word(), person(actor), now);
    String what = action.word() + " by " + actor + " " + fields + " of " + order;
    Spent spent =
        actions.apply(order, action, actor, fields, kept.books(), beside(model.corrected), now);
    OrderOutcome outcome = spent.outcome();
    assertThat(!(outcome instanceof OrderOutcome.Refused)).as(what).isEqualTo(legal);
    assertThat(
            actions.allowed(order, actor, kept.books(), now).stream()
                .anyMatch(it -> it.action() == action))
        .as("offered: " + what)
        .isEqualTo(legal);
    if (!legal) {
      return kept;
    }
    Set<String> corrected = Set.copyOf(model.corrected);
    model.take(action.word(), person(actor), fields, now);
    assertThat(outcome instanceof OrderOutcome.Found)
        .as("leads to another order: " + what)
        .isEqualTo(!model.corrected.equals(corrected));
    OrderStep step =
        switch (outcome) {
          case OrderOutcome.Found(var done, var item, var corrective) -> {
            assertThat(fields).containsEntry("item", String.valueOf(item));
            assertThat(corrective.numbered(OTHER).order().equipment()).isEqualTo(order.equipment());
            yield done;
          }
          case OrderOutcome.Done(var done) -> done;
          case OrderOutcome.Merged(var ended, var into) -> {
            assertThat(into.order().doers()).containsAll(order.doers());
            assertThat(into.order().occurrences()).isEqualTo(1 + order.occurrences());
            yield ended;
          }
          case OrderOutcome.Refused _ -> throw new AssertionError(what);
        };
    same(step.order(), model, what, now);
    assertThat(step.change().actor()).isEqualTo(actor.user());
    assertThat(step.change().from()).contains(order.status());
    assertThat(step.change().to()).isEqualTo(step.order().status());
    return kept.after(step.order(), spent.added());
  }

  private static void same(WorkOrder order, ModelOfOrders model, String what, Instant now) {
    assertThat(order.status().word()).as(what).isEqualTo(model.status);
    assertThat(order.version()).as(what).isEqualTo(model.version);
    assertThat(order.assignee()).as(what).isEqualTo(Optional.ofNullable(model.assignee));
    assertThat(order.doers()).as(what).containsExactlyElementsOf(model.doers);
    assertThat(order.asked()).as(what).containsExactlyElementsOf(model.asked);
    assertThat(order.closedAt()).as(what).isEqualTo(Optional.ofNullable(model.endedAt));
    assertThat(order.holdRequest().isPresent()).as(what).isEqualTo(model.holdRequested);
    assertThat(order.hold().isPresent()).as(what).isEqualTo(model.status.equals("on_hold"));
    assertThat(order.cause().isPresent()).as(what).isEqualTo(model.under);
    assertThat(order.remedy().plan().isPresent()).as(what).isEqualTo(model.planned);
    assertThat(order.remedy().startedAt().isPresent()).as(what).isEqualTo(model.begun);
    assertThat(order.updatedAt()).as(what).isEqualTo(now);
    assertThat(order.checklist()).as(what).hasSize(model.items);
    for (int item = 1; item <= model.items; item++) {
      assertThat(order.checklist().get(item - 1).settled())
          .as("line " + item + ": " + what)
          .isEqualTo(!model.left.contains(String.valueOf(item)));
    }
    List<Clock> going = order.clocks().stream().filter(Clock::going).toList();
    assertThat(going)
        .as(what)
        .extracting(Clock::name)
        .containsExactlyInAnyOrderElementsOf(model.going);
    assertThat(going).as(what).allMatch(clock -> clock.cycle() == model.cycle);
    for (Clock clock : order.clocks()) {
      boolean paused =
          model.under || (clock.name().equals("resolve") && model.status.equals("on_hold"));
      assertThat(clock.state() == Clock.State.PAUSED)
          .as("paused: " + what)
          .isEqualTo(paused && clock.going());
      assertThat(clock.runningSince().isPresent())
          .as(what)
          .isEqualTo(clock.state() == Clock.State.RUNNING);
      assertThat(clock.elapsedAt(now)).as(what).isBetween(Duration.ZERO, Duration.between(T, now));
    }
  }

  /** A fresh order in each status, by each role alone. */
  @Test
  void everyRoleMayDoInEveryStatusOfEverySourceWhatTheModelSays() {
    for (boolean named : List.of(true, false)) {
      Site site = site(named);
      for (OrderSource source : OrderSource.values()) {
        for (OrderStatus status : OrderStatus.values()) {
          for (OrderAction action : OrderAction.values()) {
            for (Role role : Role.values()) {
              for (String trade : List.of("plumbing", "elevator")) {
                boolean lift = trade.equals("elevator");
                int items = lift ? 1 : 0;
                WorkOrder order = listed(order(site, source, status, trade, lift, lift), items);
                Actor actor = new Actor("somebody", Set.of(role));
                ModelOfOrders model = model(order, named);
                boolean done =
                    !(new OrderSpending(site)
                            .apply(
                                order,
                                action,
                                actor,
                                fields(action, PLAIN, items, OrderCosts.NONE),
                                Books.EMPTY,
                                beside(Set.of()),
                                T)
                            .outcome()
                        instanceof OrderOutcome.Refused);
                assertThat(done)
                    .as(action + " of " + order + " by " + role)
                    .isEqualTo(model.legal(action.word(), person(actor), T));
              }
            }
          }
        }
      }
    }
  }

  /** No status is without a way in, and of the open ones none is without a way out. */
  @Test
  void everyStatusIsReachedAndEveryOpenOneIsLeft() {
    Site site = site(false);
    Set<OrderStatus> reached = new HashSet<>(Set.of(OrderStatus.REPORTED));
    for (boolean grown = true; grown; ) {
      grown = false;
      for (OrderStatus status : List.copyOf(reached)) {
        Set<OrderStatus> next = next(site, status);
        assertThat(next.isEmpty()).as(status.word()).isEqualTo(isTheEnd(status));
        grown |= reached.addAll(next);
      }
    }
    assertThat(reached).containsExactlyInAnyOrder(OrderStatus.values());
  }

  private static boolean isTheEnd(OrderStatus status) {
    return status == OrderStatus.MERGED || status == OrderStatus.REJECTED;
  }

  private static Set<OrderStatus> next(Site site, OrderStatus status) {
    Set<OrderStatus> next = new HashSet<>();
    WorkOrder order = order(site, OrderSource.REPORT, status, "plumbing", false, false);
    Actor all = new Actor("wang", Set.of(Role.values()));
    for (OrderAction action : OrderAction.values()) {
      switch (new OrderActions(site)
          .apply(
              order, action, all, fields(action, PLAIN, 0, OrderCosts.NONE), beside(Set.of()), T)) {
        case OrderOutcome.Done(var step) -> next.add(step.order().status());
        case OrderOutcome.Found(var step, var _, var _) -> next.add(step.order().status());
        case OrderOutcome.Merged(var step, var _) -> next.add(step.order().status());
        case OrderOutcome.Refused _ -> {
          // not from here
        }
      }
    }
    next.remove(status);
    return next;
  }

  private static final Try PLAIN = new Try(true, 0, 0, false, 0);
}
