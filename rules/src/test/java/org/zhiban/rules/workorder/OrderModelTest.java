package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Responsible;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.workorder.ModelOfOrders.Officers;
import org.zhiban.rules.workorder.ModelOfOrders.Person;

/**
 * Every role, of every source, in every status: what the model forbids is refused, the rest done.
 */
final class OrderModelTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final String OTHER = "WX-20261120-002";

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

  private static final List<String> STAFF = List.of("li", "chen", "zhao", "ma", "wang", "sun");

  private static final Responsible NAMED =
      new Responsible(List.of("chen"), List.of("ma", "zhao"), List.of("sun"));

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

  /** What somebody tries: of the legal actions one, or a wrong one. */
  record Try(boolean legal, int pick, int staff, boolean named, int minutes) {}

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
      @ForAll boolean named,
      @ForAll("trades") String trade) {
    Site site = site(named);
    WorkOrder order = order(site, source, OrderStatus.REPORTED, trade, p1);
    ModelOfOrders model = model(order, named);
    Instant now = T;
    for (Try each : tries) {
      now = now.plus(Duration.ofMinutes(each.minutes));
      Choice choice = chosen(model, each, now);
      Map<String, String> fields = fields(choice.action, each);
      order = tried(site, order, model, choice.action, choice.actor, fields, now);
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
            .filter(it -> each.pick % 16 == 0 || !ENDINGS.contains(it.action))
            .filter(it -> each.pick % 4 == 0 || !ASIDE.contains(it.action))
            .toList();
    List<Choice> wrong =
        all.stream()
            .filter(it -> each.pick % 3 == 0 || model.inTheTable(it.action.word()))
            .filter(it -> !model.legal(it.action.word(), person(it.actor), now))
            .toList();
    List<Choice> among = each.legal && !legal.isEmpty() ? legal : wrong.isEmpty() ? all : wrong;
    return among.get(each.pick % among.size());
  }

  /** Tries it, and compares what came of it with the model. */
  private static WorkOrder tried(
      Site site,
      WorkOrder order,
      ModelOfOrders model,
      OrderAction action,
      Actor actor,
      Map<String, String> fields,
      Instant now) {
    OrderActions actions = new OrderActions(site);
    boolean legal = model.legal(action.word(), person(actor), now);
    String what = action.word() + " by " + actor + " " + fields + " of " + order;
    OrderOutcome outcome = actions.apply(order, action, actor, fields, beside(), now);
    assertThat(!(outcome instanceof OrderOutcome.Refused)).as(what).isEqualTo(legal);
    assertThat(actions.allowed(order, actor, now).stream().anyMatch(it -> it.action() == action))
        .as("offered: " + what)
        .isEqualTo(legal);
    if (!legal) {
      return order;
    }
    model.take(action.word(), person(actor), fields, now);
    OrderStep step =
        switch (outcome) {
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
    return step.order();
  }

  private static void same(WorkOrder order, ModelOfOrders model, String what, Instant now) {
    assertThat(order.status().word()).as(what).isEqualTo(model.status);
    assertThat(order.version()).as(what).isEqualTo(model.version);
    assertThat(order.assignee()).as(what).isEqualTo(Optional.ofNullable(model.assignee));
    assertThat(order.doers()).as(what).containsExactlyElementsOf(model.doers);
    assertThat(order.closedAt()).as(what).isEqualTo(Optional.ofNullable(model.endedAt));
    assertThat(order.holdRequest().isPresent()).as(what).isEqualTo(model.holdRequested);
    assertThat(order.updatedAt()).as(what).isEqualTo(now);
    List<Clock> going = order.clocks().stream().filter(Clock::going).toList();
    assertThat(going)
        .as(what)
        .extracting(Clock::name)
        .containsExactlyInAnyOrderElementsOf(model.going);
    assertThat(going).as(what).allMatch(clock -> clock.cycle() == model.cycle);
    for (Clock clock : order.clocks()) {
      boolean paused = clock.name().equals("resolve") && model.status.equals("on_hold");
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
                WorkOrder order = order(site, source, status, trade, false);
                Actor actor = new Actor("somebody", Set.of(role));
                ModelOfOrders model = model(order, named);
                boolean done =
                    !(new OrderActions(site)
                            .apply(order, action, actor, fields(action, PLAIN), beside(), T)
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
    WorkOrder order = order(site, OrderSource.REPORT, status, "plumbing", false);
    Actor all = new Actor("wang", Set.of(Role.values()));
    for (OrderAction action : OrderAction.values()) {
      switch (new OrderActions(site)
          .apply(order, action, all, fields(action, PLAIN), beside(), T)) {
        case OrderOutcome.Done(var step) -> next.add(step.order().status());
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

  private static Map<String, String> fields(OrderAction action, Try each) {
    String staff = STAFF.get(each.staff);
    Map<String, String> fields = new HashMap<>();
    switch (action) {
      case DISPATCH -> fields.put("assignee", staff);
      case REJECT, CANCEL, REOPEN, GRANT_HOLD, REQUEST_APPROVAL -> fields.put("reason", "why");
      case MERGE -> fields.put("into", OTHER);
      case LOCK_OUT -> fields.putAll(Map.of("rules", "pump/dry", "reason", "seal"));
      case COMPLETE -> fields.putAll(Map.of("cause", "c", "action_taken", "a"));
      case REQUEST_HOLD -> fields.put("reason", "parts");
      case TRIAGE,
          APPROVE,
          ACCEPT,
          ARRIVE,
          START,
          RESUME,
          RENEW_LOCK_OUT,
          RELEASE_LOCK_OUT,
          VERIFY,
          VISIT -> {
        // asks for nothing
      }
    }
    if (each.named
        && Set.of(
                OrderAction.ACCEPT,
                OrderAction.ARRIVE,
                OrderAction.START,
                OrderAction.REQUEST_HOLD,
                OrderAction.COMPLETE)
            .contains(action)) {
      fields.put("on_behalf_of", staff);
    }
    return fields;
  }

  private static Person person(Actor actor) {
    return new Person(
        actor.user(),
        actor.roles().stream()
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()));
  }

  private static Site site(boolean named) {
    return TestSites.pump(Map.of(), Set.of(), named ? NAMED : Responsible.NONE);
  }

  private static ModelOfOrders model(WorkOrder order, boolean named) {
    ModelOfOrders model =
        new ModelOfOrders(
            order.source().name().toLowerCase(Locale.ROOT),
            order.status().name().toLowerCase(Locale.ROOT),
            order.trade(),
            order.priority().filter(Priority.P1::equals).isPresent(),
            named
                ? new Officers(NAMED.engineering(), NAMED.liftSafety(), NAMED.fireSafety())
                : new Officers(List.of(), List.of(), List.of()));
    model.endedAt = order.closedAt().orElse(null);
    return model;
  }

  private static WorkOrder order(
      Site site, OrderSource source, OrderStatus status, String trade, boolean p1) {
    List<Clock> clocks =
        source == OrderSource.PLAN
            ? List.of(Clock.started("resolve", 1, T, T.plus(Duration.ofDays(1))))
            : new Clocks(site)
                .opened(new Clocks.Kind(source, Urgency.NORMAL, Severity.MINOR), Map.of(), T);
    assertThat(clocks)
        .extracting(Clock::name)
        .containsExactlyInAnyOrderElementsOf(
            new TreeSet<>(
                new ModelOfOrders(
                        source.name().toLowerCase(Locale.ROOT),
                        "reported",
                        trade,
                        p1,
                        new Officers(List.of(), List.of(), List.of()))
                    .promised));
    return new OrderBuilder("WX-20261120-001", source, T)
        .status(status)
        .priority(Optional.of(p1 ? Priority.P1 : Priority.P3))
        .title(LocalizedText.same("order"))
        .trade(trade)
        .clocks(clocks)
        .closedAt(status.open() ? Optional.empty() : Optional.of(T))
        .build();
  }

  private static OtherOrders beside() {
    return new OtherOrders() {
      @Override
      public Optional<WorkOrder> order(String number) {
        return Optional.of(
            new OrderBuilder(OTHER, OrderSource.REPORT, T)
                .title(LocalizedText.same("other"))
                .trade("plumbing")
                .build());
      }

      @Override
      public Optional<WorkOrder> openBeside(WorkOrder of) {
        return Optional.empty();
      }
    };
  }
}
