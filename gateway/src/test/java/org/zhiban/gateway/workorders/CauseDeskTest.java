package org.zhiban.gateway.workorders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderLink;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.OrderActions;
import org.zhiban.rules.workorder.OrderDraft;
import org.zhiban.rules.workorder.OrderOutcome;

/** A feeder fails, and what hangs on it: over a store on disk, with restarts between the steps. */
@Timeout(120)
class CauseDeskTest {
  private static final Instant MORNING = Instant.parse("2026-11-23T02:00:00Z");
  private static final String MAINS = "feeder-1/mains_lost";
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
  private FollowUpDesk followUps;
  private LiveFeed feed;

  @SuppressWarnings("NullAway.Init") // set before each test
  CauseDeskTest() {}

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

  private void restart() {
    stop();
    start();
    strikes();
  }

  private void strikes() {
    for (int second = 0; second < 3; second++) {
      followUps.workOff();
      assertThat(desk.ask(_ -> true).join()).isTrue();
    }
    assertThat(followUps.due()).as("nothing is looked at for ever").isFalse();
  }

  private WorkOrder opened(String equipment, String rule, Priority priority) {
    stands(alarm(equipment));
    WorkOrder order =
        store.transact(
            tx -> {
              WorkOrder draft =
                  new OrderBuilder(OrderDraft.NO_NUMBER, OrderSource.ALARM, now)
                      .status(OrderStatus.TRIAGED)
                      .equipment(Optional.of(equipment))
                      .fault(Optional.of(equipment + "/" + rule))
                      .trade("electric")
                      .urgency(Urgency.NORMAL)
                      .priority(Optional.of(priority))
                      .alarms(List.of("AL-" + equipment))
                      .clocks(
                          List.of(
                              Clock.started("respond", 1, now, now.plusSeconds(1800)),
                              Clock.started("resolve", 1, now, now.plusSeconds(86_400))))
                      .build();
              return orders.open(tx, OrderDraft.of(draft, "zhiban", Optional.empty()), now).order();
            });
    feed.tell(new Happening.OrderStep(order));
    return order;
  }

  private static Alarm alarm(String equipment) {
    return Given.alarm("AL-" + equipment, equipment, "low_pressure");
  }

  private void stands(Alarm alarm) {
    AlarmChange change = Given.raised(alarm);
    store.transact(
        tx -> {
          tx.record(change);
          return true;
        });
    feed.tell(new Happening.AlarmStep(change, Optional.empty()));
  }

  private void stopped(String equipment) {
    stands(Given.suppressed(alarm(equipment), new Suppression.ByDesign(MAINS)));
  }

  private WorkOrder does(
      Actor actor, OrderAction action, WorkOrder order, Map<String, String> with) {
    WorkOrder moved = unheard(actor, action, order, with);
    feed.tell(new Happening.OrderStep(moved));
    strikes();
    return moved;
  }

  private WorkOrder unheard(
      Actor actor, OrderAction action, WorkOrder order, Map<String, String> with) {
    return store.transact(
        tx -> {
          OrderOutcome outcome =
              actions.apply(
                  tx.order(order.id()).orElseThrow(),
                  action,
                  actor,
                  with,
                  new RecordedOrders(tx),
                  now);
          assertThat(outcome).as(action.word()).isInstanceOf(OrderOutcome.Done.class);
          orders.moved(tx, ((OrderOutcome.Done) outcome).step());
          return tx.order(order.id()).orElseThrow();
        });
  }

  private WorkOrder read(WorkOrder order) {
    return store.query(q -> q.order(order.id())).orElseThrow();
  }

  private List<String> machine(WorkOrder order) {
    List<OrderChange> lines = store.query(q -> q.orderHistory(order.id()));
    return lines.stream()
        .filter(it -> it.actor().equals("zhiban"))
        .map(OrderChange::action)
        .filter(action -> !action.equals("created"))
        .toList();
  }

  private boolean waits(WorkOrder order, WorkOrder cause) {
    return read(order).cause().filter(it -> it.order().equals(cause.id())).isPresent();
  }

  private void repaired(WorkOrder cause) {
    does(ZHAO, OrderAction.DISPATCH, cause, Map.of("assignee", "li-wei"));
    does(LI, OrderAction.ACCEPT, cause, Map.of());
    does(LI, OrderAction.START, cause, Map.of());
    does(LI, OrderAction.COMPLETE, cause, Map.of("cause", "fuse", "action_taken", "changed"));
  }

  @Test
  void ordersFromBeforeTheCauseWaitForItSilentlyAndEndWithItThroughRestarts() {
    WorkOrder minor = opened("pump-b1", "low_pressure", Priority.P3);
    WorkOrder pressing = opened("pump-b2", "low_pressure", Priority.P2);
    does(ZHAO, OrderAction.DISPATCH, pressing, Map.of("assignee", "li-wei"));
    stopped("pump-b1");
    stopped("pump-b2");
    strikes();
    assertThat(read(minor).cause()).as("the cause has no order yet").isEmpty();
    WorkOrder cause = opened("feeder-1", "mains_lost", Priority.P2);
    strikes();
    assertThat(waits(minor, cause)).isTrue();
    assertThat(waits(pressing, cause)).isTrue();
    restart();
    now = MORNING.plus(Duration.ofHours(20));
    strikes();
    assertThat(machine(minor)).containsExactly("put_under");
    assertThat(machine(pressing)).as("nobody is chased").containsExactly("put_under");
    repaired(cause);
    for (String equipment : List.of("feeder-1", "pump-b1", "pump-b2")) {
      stands(Given.normal(alarm(equipment)));
    }
    strikes();
    assertThat(waits(minor, cause)).as("until the cause is verified").isTrue();
    unheard(ZHAO, OrderAction.VERIFY, cause, Map.of());
    restart();
    assertThat(read(minor).status()).isEqualTo(OrderStatus.CLOSED);
    assertThat(read(pressing).status()).isEqualTo(OrderStatus.VERIFY);
    assertThat(read(pressing).hands()).contains("li-wei");
    restart();
    assertThat(machine(minor)).containsExactly("put_under", "ended_with");
    assertThat(machine(pressing)).containsExactly("put_under", "ended_with");
    List<OrderLink> links = store.query(q -> q.links().of(cause.id()));
    assertThat(links)
        .extracting(OrderLink::order, OrderLink::kind)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(minor.id(), OrderLink.Kind.COMMON_CAUSE),
            org.assertj.core.groups.Tuple.tuple(pressing.id(), OrderLink.Kind.COMMON_CAUSE));
  }

  @Test
  void whatStandsWithoutItsCauseGoesOnAndAPersonsWordHolds() {
    WorkOrder cause = opened("feeder-1", "mains_lost", Priority.P2);
    WorkOrder pump = opened("pump-b1", "low_pressure", Priority.P3);
    stopped("pump-b1");
    strikes();
    assertThat(waits(pump, cause)).isTrue();
    stands(alarm("pump-b1"));
    strikes();
    assertThat(read(pump).cause()).isEmpty();
    assertThat(machine(pump)).containsExactly("put_under", "stand_alone");
    stopped("pump-b1");
    strikes();
    assertThat(waits(pump, cause)).as("the mains are gone again").isTrue();
    does(ZHAO, OrderAction.STAND_ALONE, pump, Map.of("note", "a seal leaks"));
    does(WANG, OrderAction.DISPATCH, cause, Map.of("assignee", "li-wei"));
    restart();
    assertThat(read(pump).cause()).as("a person found otherwise").isEmpty();
    does(ZHAO, OrderAction.PUT_UNDER, pump, Map.of("under", cause.id()));
    does(ZHAO, OrderAction.CANCEL, cause, Map.of("reason", "a meter's fault"));
    assertThat(read(pump).cause()).isEmpty();
    assertThat(read(pump).status()).isEqualTo(OrderStatus.TRIAGED);
  }

  @Test
  void whatPeopleReportDoesNotWait() {
    WorkOrder cause = opened("feeder-1", "mains_lost", Priority.P2);
    WorkOrder pump = opened("pump-b1", "low_pressure", Priority.P3);
    stopped("pump-b1");
    strikes();
    assertThat(waits(pump, cause)).isTrue();
    store.transact(
        tx -> {
          tx.reports()
              .add(
                  new OrderReport(
                      pump.id(),
                      1,
                      now,
                      now,
                      OrderReport.Channel.PHONE,
                      "no water",
                      Optional.of("caller"),
                      Optional.of("138"),
                      Optional.empty(),
                      Optional.empty(),
                      "sun-jia"));
          return true;
        });
    feed.tell(new Happening.OrderStep(read(pump)));
    strikes();
    assertThat(read(pump).cause()).isEmpty();
    restart();
    assertThat(machine(pump)).containsExactly("put_under", "stand_alone");
  }

  @Test
  void lifeSafetyAndWhatSomebodyWorksOnAreNamedBesideTheCauseAndLeftAlone() {
    WorkOrder cause = opened("feeder-1", "mains_lost", Priority.P2);
    WorkOrder p1 = opened("pump-b1", "low_pressure", Priority.P1);
    WorkOrder taken = opened("pump-b2", "low_pressure", Priority.P3);
    does(ZHAO, OrderAction.DISPATCH, taken, Map.of("assignee", "li-wei"));
    WorkOrder accepted = does(LI, OrderAction.ACCEPT, taken, Map.of());
    stopped("pump-b1");
    stopped("pump-b2");
    strikes();
    for (WorkOrder order : List.of(p1, accepted)) {
      assertThat(read(order)).isEqualTo(order);
      List<OrderLink> links = store.query(q -> q.links().of(order.id()));
      assertThat(links).extracting(OrderLink::other).containsExactly(cause.id());
    }
  }

  @Test
  void aRuleOfTheSiteItselfIsACauseLikeAnyOther() {
    WorkOrder pump = opened("pump-b1", "low_pressure", Priority.P3);
    stands(Given.suppressed(alarm("pump-b1"), new Suppression.ByDesign("connection_down.bus")));
    strikes();
    assertThat(read(pump).cause()).isEmpty();
    WorkOrder cause =
        store.transact(
            tx -> {
              WorkOrder draft =
                  new OrderBuilder(OrderDraft.NO_NUMBER, OrderSource.ALARM, now)
                      .status(OrderStatus.TRIAGED)
                      .fault(Optional.of("/connection_down.bus"))
                      .trade("low_voltage")
                      .priority(Optional.of(Priority.P3))
                      .build();
              return orders.open(tx, OrderDraft.of(draft, "zhiban", Optional.empty()), now).order();
            });
    feed.tell(new Happening.OrderStep(cause));
    strikes();
    assertThat(waits(pump, cause)).isTrue();
    stands(Given.suppressed(alarm("pump-b2"), new Suppression.ByDesign("connection_down.bus")));
    strikes();
  }

  @Test
  void whatIsHeardWhileItIsLookedAtIsLookedAtToo() {
    CauseDesk causes = new CauseDesk(site, orders);
    causes.hear(Given.suppressed(alarm("pump-b1"), new Suppression.ByDesign(MAINS)));
    CauseDesk.Asked asked = causes.asked();
    causes.hear(Given.suppressed(alarm("pump-b2"), new Suppression.ByDesign(MAINS)));
    causes.looked(asked);
    assertThat(causes.asked().nothing()).isFalse();
    causes.looked(causes.asked());
    assertThat(causes.asked().nothing()).isTrue();
  }
}
