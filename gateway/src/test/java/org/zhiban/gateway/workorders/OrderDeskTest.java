package org.zhiban.gateway.workorders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.maintenance.PlanDesk;
import org.zhiban.gateway.maintenance.Readings;
import org.zhiban.gateway.operations.ChangeRefusedException;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.HandReport;
import org.zhiban.rules.workorder.OrderActions;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OtherOrders;

/** Steps of orders and what they do elsewhere, in a store on disk. */
@Timeout(60)
class OrderDeskTest {
  /** The half-monthly visit of the lift is aimed at the 23rd, and law asks for it by the 25th. */
  private static final String LIFT_PLAN = "lift-half-monthly";

  private static final Instant MORNING = Instant.parse("2026-11-23T02:00:00Z");
  private static final Actor LI = new Actor("li-wei", Set.of(Role.TECHNICIAN));
  private static final Actor ZHAO = new Actor("zhao-min", Set.of(Role.SUPERVISOR));
  private static final Actor WANG = new Actor("wang-jl", Set.of(Role.MANAGER));

  @TempDir Path data;

  private final Site site = ExampleSite.whole().site();
  private final OrderActions actions = new OrderActions(site);
  private Instant now = MORNING;
  private OperationsStore store;
  private OperationsDesk desk;
  private OrderDesk orders;
  private PlanDesk plans;

  @SuppressWarnings("NullAway.Init") // set before each test
  OrderDeskTest() {}

  @BeforeEach
  void start() {
    store = SqliteOperationsStore.open(data);
    desk = new OperationsDesk(store);
    LiveFeed feed = new LiveFeed();
    orders = new OrderDesk(site, desk, feed, () -> now);
    plans = new PlanDesk(site, desk, orders, feed, noCounters(), () -> now);
    desk.start();
    plan();
  }

  @AfterEach
  void stop() {
    desk.close();
    store.close();
  }

  private static Readings noCounters() {
    return new Readings() {
      @Override
      public OptionalDouble now(PointRef counter) {
        return OptionalDouble.empty();
      }

      @Override
      public OptionalDouble at(PointRef counter, Instant time) {
        return OptionalDouble.empty();
      }
    };
  }

  /** The schedule as it is worked off now; the desk does one thing after another. */
  private void plan() {
    plans.workOff();
    assertThat(desk.ask(_ -> true).join()).isTrue();
  }

  private List<Occurrence> visits(String plan, Occurrence.State state) {
    LocalDate day = LocalDate.ofInstant(now, site.zone());
    return store.query(q -> q.schedule().occurrences(day.minusDays(60), day.plusDays(60))).stream()
        .filter(it -> it.plan().equals(plan) && it.equipment().equals("lift-a1"))
        .filter(it -> it.state() == state)
        .toList();
  }

  /** The order that does the visit which is due. */
  private WorkOrder due(String plan) {
    List<WorkOrder> made =
        visits(plan, Occurrence.State.DUE).stream()
            .flatMap(visit -> visit.workOrder().stream())
            .flatMap(id -> store.query(q -> q.order(id)).stream())
            .toList();
    assertThat(made).as("orders of " + plan).hasSize(1);
    return made.getFirst();
  }

  private WorkOrder does(Actor actor, OrderAction action, WorkOrder order, String... fields) {
    Map<String, String> filled = new LinkedHashMap<>();
    for (int at = 0; at < fields.length; at += 2) {
      filled.put(fields[at], fields[at + 1]);
    }
    return store.transact(
        tx -> {
          OrderOutcome outcome = actions.apply(order, action, actor, filled, OtherOrders.NONE, now);
          assertThat(outcome).as(action + " of " + order).isInstanceOf(OrderOutcome.Done.class);
          orders.moved(tx, ((OrderOutcome.Done) outcome).step());
          return tx.order(order.id()).orElseThrow();
        });
  }

  private void later(Duration by) {
    now = now.plus(by);
  }

  private WorkOrder doneBy(Actor doer, WorkOrder order) {
    WorkOrder given = does(ZHAO, OrderAction.DISPATCH, order, "assignee", doer.user());
    WorkOrder begun = does(doer, OrderAction.START, does(doer, OrderAction.ACCEPT, given));
    for (int item = 1; item <= begun.checklist().size(); item++) {
      begun = does(doer, OrderAction.TICK, begun, "item", "" + item, "passed", "true");
    }
    return does(doer, OrderAction.COMPLETE, begun, "cause", "wear", "action_taken", "set");
  }

  @Test
  void a_statutory_visit_whose_order_is_cancelled_is_ordered_anew_until_it_is_done() {
    Set<String> numbers = new HashSet<>();
    for (int night = 0; night < 20; night++) {
      WorkOrder order = due(LIFT_PLAN);
      assertThat(numbers.add(order.id())).isTrue();
      does(WANG, OrderAction.CANCEL, order, "reason", "no car free");
      assertThat(visits(LIFT_PLAN, Occurrence.State.DUE))
          .singleElement()
          .satisfies(visit -> assertThat(visit.workOrder()).isEmpty());
      plan();
      assertThat(visits(LIFT_PLAN, Occurrence.State.DUE))
          .singleElement()
          .satisfies(visit -> assertThat(visit.workOrder()).isEmpty());
      later(Duration.ofDays(1));
      plan();
    }
    does(WANG, OrderAction.VERIFY, doneBy(LI, due(LIFT_PLAN)));
    assertThat(visits(LIFT_PLAN, Occurrence.State.DONE)).hasSize(1);
  }

  @Test
  void a_visit_of_dates_whose_order_is_cancelled_is_owed_until_the_next_date_begins() {
    WorkOrder monday = due("lift-patrol");
    does(WANG, OrderAction.CANCEL, monday, "reason", "stairs blocked");
    assertThat(visits("lift-patrol", Occurrence.State.MISSED)).isEmpty();
    later(Duration.ofDays(1));
    plan();
    WorkOrder tuesday = due("lift-patrol");
    assertThat(tuesday.id()).isNotEqualTo(monday.id());
    does(WANG, OrderAction.CANCEL, tuesday, "reason", "stairs blocked");
    later(Duration.ofDays(1));
    plan();
    assertThat(visits("lift-patrol", Occurrence.State.MISSED)).hasSize(1);
    assertThat(due("lift-patrol").id()).isNotEqualTo(tuesday.id());
  }

  @Test
  void a_visit_whose_order_is_reopened_is_not_done_until_it_is_closed_again() {
    WorkOrder order = does(WANG, OrderAction.VERIFY, doneBy(LI, due("lift-patrol")));
    assertThat(order.status()).isEqualTo(OrderStatus.CLOSED);
    assertThat(visits("lift-patrol", Occurrence.State.DONE)).hasSize(1);
    WorkOrder again = does(WANG, OrderAction.REOPEN, order, "reason", "light is out again");
    assertThat(visits("lift-patrol", Occurrence.State.DONE)).isEmpty();
    assertThat(due("lift-patrol").id()).isEqualTo(order.id());
    does(WANG, OrderAction.VERIFY, doneBy(LI, again));
    assertThat(visits("lift-patrol", Occurrence.State.DONE)).hasSize(1);
  }

  @Test
  void the_step_and_what_it_makes_of_the_visit_are_one_transaction() {
    WorkOrder order = due(LIFT_PLAN);
    does(WANG, OrderAction.CANCEL, order, "reason", "twice");
    OrderOutcome again =
        actions.apply(
            order, OrderAction.CANCEL, WANG, Map.of("reason", "again"), OtherOrders.NONE, now);
    assertThatThrownBy(
            () ->
                store.<Boolean>transact(
                    tx -> {
                      orders.moved(tx, ((OrderOutcome.Done) again).step());
                      return true;
                    }))
        .isInstanceOf(ChangeRefusedException.class);
    assertThat(visits(LIFT_PLAN, Occurrence.State.DUE)).hasSize(1);
  }

  /** What waits for its proof is looked at, however much waits. */
  @Test
  void every_order_of_a_status_is_found_beyond_one_page() {
    int many = Page.Request.MAX + 1;
    store.<Boolean>transact(
        tx -> {
          for (int number = 0; number < many; number++) {
            WorkOrder waiting =
                new OrderBuilder("WX-1-" + number, OrderSource.ALARM, now)
                    .status(OrderStatus.VERIFY)
                    .title(LocalizedText.same("w"))
                    .build();
            tx.record(
                waiting,
                new OrderChange(
                    waiting.id(),
                    now,
                    "zhiban",
                    Optional.empty(),
                    "created",
                    Optional.empty(),
                    OrderStatus.VERIFY,
                    Optional.empty()));
          }
          return true;
        });
    assertThat(store.<List<WorkOrder>>query(q -> q.everyOrder(Set.of(OrderStatus.VERIFY))))
        .hasSize(many);
  }

  private static Alarm dry(String id, Instant at) {
    return new Alarm(
        id,
        "pump-b1",
        "dry_run",
        id,
        Priority.P2,
        false,
        true,
        false,
        false,
        Suppression.NONE,
        Quality.GOOD,
        LocalizedText.same("dry"),
        1,
        Map.of(),
        at,
        at,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The order of the alarm, once its hold-off is over. */
  private Optional<WorkOrder> ordered(Alarm alarm) {
    store.<Boolean>transact(
        tx -> {
          tx.record(AlarmChange.of(AlarmChange.Kind.RAISED, alarm, now));
          orders.consider(
              tx, AlarmChange.of(AlarmChange.Kind.RAISED, alarm, now), Optional.empty(), now);
          return true;
        });
    later(Duration.ofMinutes(10));
    orders.workOff();
    assertThat(desk.ask(_ -> true).join()).isTrue();
    return store.query(q -> q.orderOfAlarm(alarm.id()).flatMap(q::order));
  }

  /** Else the next alarm would be one more order of a fault that is being repaired. */
  @Test
  void what_was_merged_into_another_order_is_found_under_that_one_again() {
    WorkOrder repair = ordered(dry("a1", now)).orElseThrow();
    WorkOrder call =
        store.transact(
            tx ->
                orders
                    .open(
                        tx,
                        new HandReport(
                                Optional.of("pump-b1"),
                                Optional.empty(),
                                "no water",
                                Urgency.NORMAL,
                                Severity.MINOR,
                                "plumbing",
                                Map.of("reported_by", "Mrs Wang", "phone", "1380"))
                            .draft(site, "sun-jia", now),
                        now)
                    .order());
    OtherOrders others =
        new OtherOrders.Alone() {
          @Override
          public Optional<WorkOrder> order(String number) {
            return store.query(q -> q.order(number));
          }
        };
    var merged =
        (OrderOutcome.Merged)
            actions.apply(repair, OrderAction.MERGE, ZHAO, Map.of("into", call.id()), others, now);
    store.<Boolean>transact(
        tx -> {
          orders.moved(tx, merged.step());
          orders.moved(tx, merged.into());
          return true;
        });
    assertThat(store.<List<WorkOrder>>query(q -> q.ordersMergedInto(call.id())))
        .singleElement()
        .satisfies(it -> assertThat(it.status()).isEqualTo(OrderStatus.MERGED));

    later(Duration.ofMinutes(1));
    assertThat(ordered(dry("a2", now)))
        .hasValueSatisfying(
            order -> {
              assertThat(order.id()).isEqualTo(call.id());
              assertThat(order.alarms()).containsExactly("a1", "a2");
              assertThat(order.occurrences()).isEqualTo(3);
            });
  }
}
