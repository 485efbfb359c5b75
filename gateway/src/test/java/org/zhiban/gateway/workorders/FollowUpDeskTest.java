package org.zhiban.gateway.workorders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.HandReport;
import org.zhiban.rules.workorder.OrderActions;
import org.zhiban.rules.workorder.OrderDraft;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OtherOrders;

/** What time does to orders, over a store on disk: leaps, restarts, a clock set forth and back. */
@Timeout(120)
class FollowUpDeskTest {
  /** A Monday morning of the site. */
  private static final Instant MORNING = Instant.parse("2026-11-23T02:00:00Z");

  private static final Actor LI = new Actor("li-wei", Set.of(Role.TECHNICIAN));
  private static final Actor ZHAO = new Actor("zhao-min", Set.of(Role.SUPERVISOR));

  @TempDir Path data;

  private final Site site =
      ExampleSite.whole()
          .with(
              "site.yaml",
              "name: 王经理, role: manager }",
              "name: 王经理, role: manager, phone: \"138\" }")
          .site();
  private final OrderActions actions = new OrderActions(site);
  private Instant now = MORNING;
  private OperationsStore store;
  private OperationsDesk desk;
  private OrderDesk orders;
  private FollowUpDesk followUps;
  private LiveFeed feed;

  @SuppressWarnings("NullAway.Init") // set before each test
  FollowUpDeskTest() {}

  @BeforeEach
  void start() {
    store = SqliteOperationsStore.open(data);
    desk = new OperationsDesk(store);
    feed = new LiveFeed();
    orders = new OrderDesk(site, desk, feed, () -> now);
    followUps = new FollowUpDesk(site, desk, orders, feed, () -> {}, () -> now);
    feed.watch(followUps::hear);
    desk.start();
    boolean begun =
        store.query(
            q -> {
              followUps.begin(q);
              return true;
            });
    assertThat(begun).isTrue();
  }

  @AfterEach
  void stop() {
    desk.close();
    store.close();
  }

  private WorkOrder report() {
    WorkOrder order =
        store.transact(
            tx ->
                orders
                    .open(
                        tx,
                        new HandReport(
                                Optional.of("pump-b1"),
                                Optional.empty(),
                                "leaks",
                                Urgency.NORMAL,
                                Severity.MINOR,
                                "plumbing",
                                Map.of())
                            .draft(site, "sun-jia", now),
                        now)
                    .order());
    feed.tell(new Happening.OrderStep(order));
    return order;
  }

  private WorkOrder does(Actor actor, OrderAction action, String order, Map<String, String> with) {
    WorkOrder moved =
        store.transact(
            tx -> {
              OrderOutcome outcome =
                  actions.apply(
                      tx.order(order).orElseThrow(), action, actor, with, OtherOrders.NONE, now);
              assertThat(outcome).as(action.word()).isInstanceOf(OrderOutcome.Done.class);
              orders.moved(tx, ((OrderOutcome.Done) outcome).step());
              return tx.order(order).orElseThrow();
            });
    feed.tell(new Happening.OrderStep(moved));
    return moved;
  }

  /** The clock strikes until nothing more is due. */
  private void strikes() {
    for (int second = 0; second < 3; second++) {
      followUps.workOff();
      assertThat(desk.ask(_ -> true).join()).isTrue();
    }
  }

  private void at(Duration since) {
    now = MORNING.plus(since);
    strikes();
  }

  private List<String> history(WorkOrder order) {
    List<OrderChange> lines = store.query(q -> q.orderHistory(order.id()));
    return lines.stream()
        .filter(it -> it.actor().equals("zhiban"))
        .map(OrderChange::action)
        .toList();
  }

  private List<Delivery> messages() {
    Page<Delivery> page =
        store.query(q -> q.deliveries(Optional.empty(), Set.of(), Page.Request.FIRST));
    return page.items();
  }

  private WorkOrder read(WorkOrder order) {
    return store.query(q -> q.order(order.id())).orElseThrow();
  }

  @Test
  void the_manager_is_told_of_a_broken_promise_once_and_nobodys_step_is_refused() {
    WorkOrder order = report();
    strikes();
    assertThat(history(order)).isEmpty();
    at(Duration.ofMinutes(11));
    assertThat(history(order)).containsExactly("reminded", "warned", "breached");
    assertThat(messages())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.recipient()).contains("wang-jl");
              assertThat(it.kind()).isEqualTo("work_order");
              assertThat(it.notice().orders().getFirst().order()).isEqualTo(order.id());
              assertThat(it.notice().title()).contains(order.id()).contains("派单超时");
            });
    assertThat(read(order).version()).isEqualTo(order.version());
    stop();
    start();
    strikes();
    at(Duration.ofHours(-1));
    at(Duration.ofMinutes(11));
    assertThat(history(order)).hasSize(3);
    assertThat(messages()).hasSize(1);
  }

  @Test
  void an_order_that_nobody_accepts_is_chased_twice_and_then_the_next_has_it_R6() {
    WorkOrder order = report();
    does(ZHAO, OrderAction.DISPATCH, order.id(), Map.of("assignee", "li-wei"));
    at(Duration.ofMinutes(61));
    assertThat(history(order)).contains("chased", "chased_again").doesNotContain("dispatch");
    at(Duration.ofMinutes(91));
    List<OrderChange> lines = store.query(q -> q.orderHistory(order.id()));
    OrderChange given =
        lines.stream()
            .filter(it -> it.actor().equals("zhiban"))
            .filter(it -> it.action().equals("dispatch"))
            .findFirst()
            .orElseThrow();
    assertThat(given.note().orElseThrow()).contains("李伟 两次催单仍未接单，改派 赵敏");
    assertThat(read(order).assignee()).contains("zhao-min");
    stop();
    start();
    strikes();
    assertThat(history(order).stream().filter("dispatch"::equals)).hasSize(1);
    at(Duration.ofMinutes(91 + 91));
    assertThat(history(order)).contains("passed_on");
    assertThat(read(order).assignee()).as("nobody is left").contains("zhao-min");
  }

  @Test
  void an_order_on_hold_goes_on_by_itself_once_also_after_a_restart_and_a_clock_set_back() {
    WorkOrder order = report();
    does(ZHAO, OrderAction.DISPATCH, order.id(), Map.of("assignee", "li-wei"));
    does(LI, OrderAction.ACCEPT, order.id(), Map.of());
    does(LI, OrderAction.START, order.id(), Map.of());
    String until = now.plus(Duration.ofHours(3)).toString();
    does(
        ZHAO,
        OrderAction.GRANT_HOLD,
        order.id(),
        Map.of("waiting_for", "access", "reason", "-", "until", until));
    at(Duration.ofHours(3).minusMillis(1));
    assertThat(read(order).status()).isEqualTo(OrderStatus.ON_HOLD);
    stop();
    start();
    at(Duration.ofHours(3));
    assertThat(read(order).status()).isEqualTo(OrderStatus.IN_PROGRESS);
    assertThat(read(order).clocks())
        .filteredOn(clock -> clock.name().equals("resolve"))
        .allSatisfy(clock -> assertThat(clock.runningSince()).contains(now));
    at(Duration.ofHours(2));
    at(Duration.ofHours(20));
    assertThat(history(order).stream().filter("hold_over"::equals)).hasSize(1);
  }

  @Test
  void fiveCallersOrAWeekMakeAMajorFaultOnceAndTheManagerHears() {
    WorkOrder order = report();
    for (int caller = 1; caller <= 5; caller++) {
      assertThat(read(order).major()).as("before caller " + caller).isFalse();
      calls(order, caller);
      strikes();
    }
    assertThat(read(order).major()).isTrue();
    WorkOrder left = report();
    Instant opened = now;
    now = opened.plus(Duration.ofDays(7)).minusMillis(1);
    strikes();
    assertThat(read(left).major()).isFalse();
    stop();
    start();
    now = opened.plus(Duration.ofDays(7));
    strikes();
    strikes();
    assertThat(read(left).major()).isTrue();
    for (WorkOrder one : List.of(order, left)) {
      assertThat(history(one)).containsOnlyOnce("major");
    }
    assertThat(messages()).filteredOn(it -> it.notice().title().contains("重大")).hasSize(2);
  }

  @Test
  void whatStopsFiveEquipmentsIsAMajorFaultAlsoWhenThreeStoodBeforeARestart() {
    WorkOrder cause =
        store.transact(
            tx -> {
              WorkOrder order =
                  new OrderBuilder(OrderDraft.NO_NUMBER, OrderSource.ALARM, now)
                      .equipment(Optional.of("pump-b1"))
                      .fault(Optional.of("pump-b1/power_lost"))
                      .build();
              return orders.open(tx, OrderDraft.of(order, "zhiban", Optional.empty()), now).order();
            });
    feed.tell(new Happening.OrderStep(cause));
    for (int equipment = 1; equipment <= 3; equipment++) {
      held("pump-" + equipment);
    }
    held("pump-3");
    strikes();
    stop();
    start();
    strikes();
    held("pump-4");
    strikes();
    assertThat(read(cause).major()).isFalse();
    held("pump-5");
    strikes();
    assertThat(read(cause).major()).isTrue();
    assertThat(history(cause)).containsOnlyOnce("major");
  }

  private void calls(WorkOrder order, int caller) {
    store.transact(
        tx -> {
          tx.reports()
              .add(
                  new OrderReport(
                      order.id(),
                      tx.reports().of(order.id()).size() + 1,
                      now,
                      now,
                      OrderReport.Channel.PHONE,
                      "no water",
                      Optional.of("caller"),
                      Optional.of("13800" + caller),
                      Optional.empty(),
                      Optional.empty(),
                      "sun-jia"));
          return caller;
        });
    feed.tell(new Happening.OrderStep(read(order)));
  }

  /** An alarm that stands because the pump's power is lost. */
  private void held(String equipment) {
    AlarmChange change =
        Given.raised(
            Given.suppressed(
                Given.alarm("AL-" + equipment, equipment, "low_pressure"),
                new Suppression.ByDesign("pump-b1/power_lost")));
    store.transact(
        tx -> {
          tx.record(change);
          return equipment;
        });
    feed.tell(new Happening.AlarmStep(change, Optional.empty()));
  }

  /** Ten lives: whatever the clock and the process do, no step is there twice. */
  @Test
  void no_step_is_ever_taken_twice() {
    Random dice = new Random(20261123);
    List<WorkOrder> all = new ArrayList<>();
    for (int move = 0; move < 60; move++) {
      if (move % 6 == 0) {
        all.add(report());
      }
      at(Duration.ofMinutes(dice.nextInt(2_000)));
      if (dice.nextInt(5) == 0) {
        stop();
        start();
        strikes();
      }
    }
    List<OrderChange> steps = new ArrayList<>();
    for (WorkOrder order : all) {
      List<OrderChange> lines = store.query(q -> q.orderHistory(order.id()));
      assertThat(
              lines.stream()
                  .filter(it -> it.actor().equals("zhiban"))
                  .map(it -> it.action() + it.note().orElse("").split("，|；", -1)[0]))
          .doesNotHaveDuplicates();
      lines.stream().filter(it -> it.actor().equals("zhiban")).forEach(steps::add);
    }
    assertThat(steps).hasSizeGreaterThan(40);
  }
}
