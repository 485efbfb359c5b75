package org.zhiban.gateway.workorders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderLink;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.HandReport;
import org.zhiban.rules.workorder.OrderActions;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OtherOrders;
import org.zhiban.rules.workorder.Reception;

/** Faults that come back, in a store on disk. */
@Timeout(60)
class RememberedFaultsTest {
  private static final Instant MORNING = Instant.parse("2026-11-23T02:00:00Z");
  private static final Actor LI = new Actor("li-wei", Set.of(Role.TECHNICIAN));
  private static final Actor ZHAO = new Actor("zhao-min", Set.of(Role.SUPERVISOR));
  private static final Actor WANG = new Actor("wang-jl", Set.of(Role.MANAGER));

  @TempDir Path data;

  private final Site site = ExampleSite.whole().site();
  private final OrderActions actions = new OrderActions(site);
  private Instant now = MORNING;
  private int raised;
  private OperationsStore store;
  private OperationsDesk desk;
  private OrderDesk orders;

  @SuppressWarnings("NullAway.Init") // set before each test
  RememberedFaultsTest() {}

  @BeforeEach
  void start() {
    store = SqliteOperationsStore.open(data);
    desk = new OperationsDesk(store);
    orders = new OrderDesk(site, desk, new LiveFeed(), () -> now);
    desk.start();
  }

  @AfterEach
  void stop() {
    desk.close();
    store.close();
  }

  private void restart() {
    stop();
    start();
  }

  private static Alarm alarm(String id, String rule, Priority priority, Instant at) {
    return new Alarm(
        id,
        "pump-b1",
        rule,
        "",
        priority,
        false,
        true,
        false,
        false,
        Suppression.NONE,
        Quality.GOOD,
        LocalizedText.same(rule),
        1,
        Map.of(),
        at,
        at,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void step(AlarmChange.Kind kind, Alarm alarm) {
    store.<Boolean>transact(
        tx -> {
          AlarmChange change = AlarmChange.of(kind, alarm, now);
          tx.record(change);
          orders.consider(tx, change, Optional.of("raw"), now);
          return true;
        });
  }

  /** The order of a new alarm, once its hold-off is over. */
  private WorkOrder failed() {
    Alarm alarm = alarm("a" + ++raised, "dry_run", Priority.P2, now);
    step(AlarmChange.Kind.RAISED, alarm);
    now = now.plus(Duration.ofMinutes(10));
    orders.workOff();
    assertThat(desk.ask(_ -> true).join()).isTrue();
    WorkOrder order = asked(q -> q.orderOfAlarm(alarm.id()).flatMap(q::order)).orElseThrow();
    step(AlarmChange.Kind.CLEARED, gone(alarm));
    return asked(q -> q.order(order.id())).orElseThrow();
  }

  private Alarm gone(Alarm alarm) {
    return new Alarm(
        alarm.id(),
        alarm.equipment(),
        alarm.rule(),
        alarm.key(),
        alarm.priority(),
        false,
        false,
        true,
        false,
        Suppression.NONE,
        Quality.GOOD,
        alarm.message(),
        alarm.occurrences(),
        alarm.values(),
        alarm.firstSeenAt(),
        alarm.raisedAt(),
        Optional.of(now),
        Optional.of(now),
        Optional.of("he-lin"));
  }

  private <T> Optional<T> asked(java.util.function.Function<OperationsQueries, Optional<T>> what) {
    return store.query(what);
  }

  private WorkOrder does(Actor actor, OrderAction action, WorkOrder order, Map<String, String> f) {
    return store.transact(
        tx -> {
          OrderOutcome outcome = actions.apply(order, action, actor, f, OtherOrders.NONE, now);
          assertThat(outcome).as(action + " of " + order).isInstanceOf(OrderOutcome.Done.class);
          orders.moved(tx, ((OrderOutcome.Done) outcome).step());
          return tx.order(order.id()).orElseThrow();
        });
  }

  private WorkOrder repaired(WorkOrder order) {
    WorkOrder given = does(ZHAO, OrderAction.DISPATCH, order, Map.of("assignee", "li-wei"));
    WorkOrder taken = does(LI, OrderAction.ACCEPT, given, Map.of());
    WorkOrder begun = does(LI, OrderAction.START, taken, Map.of());
    WorkOrder done =
        does(LI, OrderAction.COMPLETE, begun, Map.of("cause", "wear", "action_taken", "set"));
    return does(WANG, OrderAction.VERIFY, done, Map.of());
  }

  private List<OrderLink> links(WorkOrder order) {
    return store.query(q -> q.links().of(order.id()));
  }

  private static OrderLink.Kind kind(OrderLink link) {
    return link.kind();
  }

  @Test
  void within_seven_days_the_order_is_opened_again_and_later_another_one_hangs_on_it() {
    WorkOrder first = repaired(failed());
    now = now.plus(Duration.ofDays(6));
    WorkOrder again = failed();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(store.<List<OrderChange>>query(q -> q.orderHistory(again.id())))
        .filteredOn(line -> line.action().equals("reopened"))
        .hasSize(1);
    assertThat(links(again)).isEmpty();

    WorkOrder closed = repaired(again);
    now = now.plus(Duration.ofDays(8));
    restart();
    WorkOrder repeat = failed();
    assertThat(repeat.id()).isNotEqualTo(closed.id());
    assertThat(links(repeat))
        .filteredOn(link -> link.kind() == OrderLink.Kind.REPEAT)
        .singleElement()
        .satisfies(
            link -> {
              assertThat(link.order()).isEqualTo(repeat.id());
              assertThat(link.other()).isEqualTo(closed.id());
            });

    now = now.plus(Duration.ofDays(40));
    WorkOrder forgotten = failed();
    assertThat(forgotten.id()).isEqualTo(repeat.id());
  }

  private WorkOrder called() {
    HandReport report =
        new HandReport(
            Optional.of("pump-b1"),
            Optional.empty(),
            "no water",
            Urgency.NORMAL,
            Severity.MINOR,
            "plumbing",
            Map.of());
    OrderReport said =
        new OrderReport(
            "",
            1,
            now,
            now,
            OrderReport.Channel.PHONE,
            "no water",
            Optional.of("Mrs Wang"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "sun-jia");
    Reception.Told told = new Reception.Told(report, now, false, new Reception.Wish.AsUsual());
    ReportDesk.Taken taken =
        store.transact(tx -> new ReportDesk(site, orders).take(tx, told, said, now));
    return ((ReportDesk.Taken.Recorded) taken).order();
  }

  /** Its fault is a caller's, which no rule finds; the alarm came back and nothing was recorded. */
  @Test
  void an_alarm_whose_order_was_put_under_a_call_comes_back_under_the_call() {
    WorkOrder call = called();
    WorkOrder ofAlarm = failed();
    OrderOutcome.Merged merged =
        (OrderOutcome.Merged)
            store.query(
                q ->
                    actions.apply(
                        ofAlarm,
                        OrderAction.MERGE,
                        ZHAO,
                        Map.of("into", call.id()),
                        new RecordedOrders(q),
                        now));
    store.<Boolean>transact(
        tx -> {
          orders.moved(tx, merged.step());
          orders.moved(tx, merged.into());
          return true;
        });
    repaired(asked(q -> q.order(call.id())).orElseThrow());
    now = now.plus(Duration.ofDays(1));
    assertThat(failed())
        .satisfies(
            order -> {
              assertThat(order.id()).isEqualTo(call.id());
              assertThat(order.status()).isEqualTo(OrderStatus.DISPATCHED);
            });
  }

  /** Somebody waits for an answer: that the machine works again is none. */
  @Test
  void an_order_that_somebody_called_about_is_not_closed_by_the_machine() {
    Alarm alarm = alarm("a" + ++raised, "dry_run", Priority.P3, now);
    step(AlarmChange.Kind.RAISED, alarm);
    now = now.plus(Duration.ofMinutes(10));
    orders.workOff();
    assertThat(desk.ask(_ -> true).join()).isTrue();
    WorkOrder order = asked(q -> q.orderOfAlarm(alarm.id()).flatMap(q::order)).orElseThrow();
    assertThat(called().id()).isEqualTo(order.id());
    step(AlarmChange.Kind.CLEARED, gone(alarm));
    assertThat(asked(q -> q.order(order.id())).orElseThrow().status().open()).isTrue();
  }

  @Test
  void after_thirty_days_it_is_a_fault_like_any_other() {
    WorkOrder first = repaired(failed());
    now = now.plus(Duration.ofDays(31));
    assertThat(links(failed())).isEmpty();
    assertThat(links(first)).isEmpty();
  }

  @Test
  void the_third_failure_in_thirty_days_asks_for_the_cause_once_and_names_them_all() {
    List<WorkOrder> failures = new ArrayList<>();
    for (int time = 0; time < 5; time++) {
      failures.add(repaired(failed()));
      now = now.plus(time == 2 ? Duration.ofDays(2) : Duration.ofDays(8));
      restart();
    }
    List<WorkOrder> looking =
        store.query(
            q ->
                q.everyOrder(Set.of(OrderStatus.values())).stream()
                    .filter(order -> order.fault().orElse("").endsWith("/root_cause"))
                    .toList());
    assertThat(looking).hasSize(1);
    WorkOrder cause = looking.getFirst();
    assertThat(cause.status()).isEqualTo(OrderStatus.TRIAGED);
    assertThat(links(cause))
        .extracting(RememberedFaultsTest::kind)
        .containsOnly(OrderLink.Kind.ROOT_CAUSE);
    assertThat(links(cause))
        .extracting(OrderLink::other)
        .containsExactlyInAnyOrderElementsOf(
            failures.stream().map(WorkOrder::id).distinct().toList());
  }

  /** A minor alarm whose order is there when it goes away by itself. */
  private WorkOrder minorThatGoesAway() {
    Alarm alarm = alarm("a" + ++raised, "dry_run", Priority.P3, now);
    step(AlarmChange.Kind.RAISED, alarm);
    now = now.plus(Duration.ofMinutes(10));
    orders.workOff();
    assertThat(desk.ask(_ -> true).join()).isTrue();
    WorkOrder order = asked(q -> q.orderOfAlarm(alarm.id()).flatMap(q::order)).orElseThrow();
    step(AlarmChange.Kind.CLEARED, gone(alarm));
    return asked(q -> q.order(order.id())).orElseThrow();
  }

  private List<String> actions(WorkOrder order) {
    return store.<List<OrderChange>>query(q -> q.orderHistory(order.id())).stream()
        .map(OrderChange::action)
        .toList();
  }

  @Test
  void what_goes_away_by_itself_is_over_twice_and_then_waits_for_a_person() {
    WorkOrder first = minorThatGoesAway();
    assertThat(first.status()).isEqualTo(OrderStatus.CLOSED);
    now = now.plus(Duration.ofHours(3));
    restart();
    WorkOrder second = minorThatGoesAway();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.status()).isEqualTo(OrderStatus.CLOSED);
    now = now.plus(Duration.ofHours(3));
    restart();
    WorkOrder third = minorThatGoesAway();
    assertThat(third.status()).isEqualTo(OrderStatus.TRIAGED);
    assertThat(actions(third))
        .containsExactly(
            "created", "self_cleared", "came_back", "self_cleared", "came_back", "to_be_inspected");

    repaired(third);
    now = now.plus(Duration.ofHours(3));
    assertThat(minorThatGoesAway().status()).as("somebody looked").isEqualTo(OrderStatus.CLOSED);
  }

  @Test
  void what_is_gone_before_its_order_is_counted_too_and_the_third_is_ordered() {
    for (int time = 1; time <= 3; time++) {
      Alarm alarm = alarm("a" + ++raised, "dry_run", Priority.P3, now);
      step(AlarmChange.Kind.RAISED, alarm);
      now = now.plus(Duration.ofSeconds(5));
      step(AlarmChange.Kind.CLEARED, gone(alarm));
      restart();
      assertThat(asked(q -> q.orderOfAlarm(alarm.id())).isPresent())
          .as("time " + time)
          .isEqualTo(time == 3);
      now = now.plus(Duration.ofHours(1));
    }
  }

  @Test
  void what_carried_the_first_bad_value_waits_with_the_order_through_a_restart() {
    Alarm alarm = alarm("a1", "dry_run", Priority.P2, now);
    step(AlarmChange.Kind.RAISED, alarm);
    restart();
    now = now.plus(Duration.ofMinutes(10));
    orders.workOff();
    assertThat(desk.ask(_ -> true).join()).isTrue();
    WorkOrder order = asked(q -> q.orderOfAlarm("a1").flatMap(q::order)).orElseThrow();
    assertThat(order.evidence().orElseThrow().exchange()).contains("raw");
  }
}
