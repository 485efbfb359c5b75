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
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
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
import org.zhiban.rules.workorder.OrderStep;
import org.zhiban.rules.workorder.OtherOrders;
import org.zhiban.rules.workorder.Reception;

/** What people report is remembered beyond its order, in a store on disk. */
@Timeout(60)
class RememberedCallsTest {
  private static final Actor LI = new Actor("li-wei", Set.of(Role.TECHNICIAN));
  private static final Actor ZHAO = new Actor("zhao-min", Set.of(Role.SUPERVISOR));
  private static final Actor WANG = new Actor("wang-jl", Set.of(Role.MANAGER));

  @TempDir Path data;

  private final Site site = ExampleSite.whole().site();
  private final OrderActions actions = new OrderActions(site);
  private Instant now = Instant.parse("2026-11-23T02:00:00Z");
  private OperationsStore store;
  private OperationsDesk desk;
  private OrderDesk orders;

  @SuppressWarnings("NullAway.Init") // set before each test
  RememberedCallsTest() {}

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

  private WorkOrder called() {
    return called(Optional.empty());
  }

  private WorkOrder called(Optional<Concern> concern) {
    HandReport report =
        new HandReport(
            Optional.of("pump-b1"),
            Optional.empty(),
            "no water",
            Urgency.NORMAL,
            Severity.MINOR,
            "plumbing",
            concern,
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

  /** [R24] What people report is remembered as what a rule finds. */
  @Test
  void a_call_within_seven_days_opens_the_order_again_and_the_third_in_thirty_asks_for_the_cause() {
    WorkOrder first = visited(repaired(called()));
    now = now.plus(Duration.ofDays(6));
    WorkOrder again = called();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.status()).isEqualTo(OrderStatus.DISPATCHED);
    assertThat(store.<List<OrderChange>>query(q -> q.orderHistory(again.id())))
        .filteredOn(line -> line.action().equals("reopened"))
        .hasSize(1);

    visited(repaired(again));
    now = now.plus(Duration.ofDays(8));
    restart();
    WorkOrder later = called();
    assertThat(later.id()).isNotEqualTo(first.id());
    assertThat(links(later))
        .filteredOn(link -> link.kind() == OrderLink.Kind.REPEAT)
        .extracting(OrderLink::other)
        .containsExactly(first.id());
    WorkOrder cause =
        asked(q -> q.orderOfFault("pump-b1#plumbing/root_cause", Instant.EPOCH)).orElseThrow();
    assertThat(links(cause))
        .extracting(OrderLink::other)
        .containsExactlyInAnyOrder(first.id(), later.id());

    WorkOrder joined = called();
    assertThat(joined.id()).isEqualTo(later.id());
    assertThat(links(cause)).hasSize(2);
  }

  /** [R24] The same of a complaint that turns out to be the fault. */
  @Test
  void a_complaint_that_is_found_to_be_a_fault_is_remembered_with_those_before() {
    WorkOrder first = visited(repaired(called()));
    now = now.plus(Duration.ofDays(6));
    WorkOrder again = visited(repaired(called()));
    assertThat(again.id()).isEqualTo(first.id());
    now = now.plus(Duration.ofDays(8));
    WorkOrder complaint = called(Optional.of(Concern.COMPLAINT));
    assertThat(links(complaint)).isEmpty();
    WorkOrder found = foundToBeAFault(complaint);
    assertThat(links(found))
        .extracting(OrderLink::kind, OrderLink::other)
        .contains(org.assertj.core.groups.Tuple.tuple(OrderLink.Kind.REPEAT, first.id()));
    WorkOrder cause =
        asked(q -> q.orderOfFault("pump-b1#plumbing/root_cause", Instant.EPOCH)).orElseThrow();
    assertThat(links(cause))
        .extracting(OrderLink::other)
        .containsExactlyInAnyOrder(first.id(), found.id());
  }

  private WorkOrder foundToBeAFault(WorkOrder order) {
    return store.transact(
        tx -> {
          OrderOutcome outcome =
              actions.apply(
                  order,
                  OrderAction.TRIAGE,
                  ZHAO,
                  Map.of("concern", "fault"),
                  new RecordedOrders(tx),
                  now);
          assertThat(outcome).isInstanceOf(OrderOutcome.Done.class);
          OrderStep step = ((OrderOutcome.Done) outcome).step();
          orders.moved(tx, step);
          orders.foundOut(tx, order, step, now);
          return tx.order(order.id()).orElseThrow();
        });
  }

  private WorkOrder visited(WorkOrder order) {
    assertThat(order.status()).isEqualTo(OrderStatus.VISIT);
    return store.transact(
        tx -> {
          OrderStep step =
              new OrderStep(
                  OrderBuilder.of(order)
                      .status(OrderStatus.CLOSED)
                      .closedAt(Optional.of(now))
                      .version(order.version() + 1)
                      .build(),
                  new OrderChange(
                      order.id(),
                      now,
                      "sun-jia",
                      Optional.empty(),
                      "visit",
                      Optional.of(OrderStatus.VISIT),
                      OrderStatus.CLOSED,
                      Optional.empty()));
          orders.moved(tx, step);
          return step.order();
        });
  }
}
