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
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.HandReport;
import org.zhiban.rules.workorder.OrderActions;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OtherOrders;

/** [R4] Whom an order concerns hears of it at once and once, over a store on disk. */
@Timeout(60)
class NewsDeskTest {
  private static final Actor ZHAO = new Actor("zhao-min", Set.of(Role.SUPERVISOR));

  @TempDir Path data;

  private final Site site =
      ExampleSite.whole()
          .with(
              "site.yaml",
              "name: 赵敏, role: supervisor,",
              "name: 赵敏, role: supervisor, phone: \"139\",")
          .site();
  private final OrderActions actions = new OrderActions(site);
  private Instant now = Instant.parse("2026-11-23T02:00:00Z");
  private OperationsStore store;
  private OperationsDesk desk;
  private OrderDesk orders;
  private FollowUpDesk followUps;
  private LiveFeed feed;

  @SuppressWarnings("NullAway.Init") // set before each test
  NewsDeskTest() {}

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
  }

  private WorkOrder report(Urgency urgency) {
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
                                urgency,
                                Severity.MINOR,
                                "plumbing",
                                Map.of())
                            .draft(site, "sun-jia", now),
                        now)
                    .order());
    feed.tell(new Happening.OrderStep(order));
    return order;
  }

  private void dispatch(WorkOrder order, Actor by) {
    WorkOrder moved =
        store.transact(
            tx -> {
              OrderOutcome outcome =
                  actions.apply(
                      tx.order(order.id()).orElseThrow(),
                      OrderAction.DISPATCH,
                      by,
                      Map.of("assignee", "zhao-min"),
                      OtherOrders.NONE,
                      now);
              assertThat(outcome).isInstanceOf(OrderOutcome.Done.class);
              orders.moved(tx, ((OrderOutcome.Done) outcome).step());
              return tx.order(order.id()).orElseThrow();
            });
    feed.tell(new Happening.OrderStep(moved));
  }

  private List<String> messages() {
    return store
        .query(q -> q.deliveries(Optional.empty(), Set.of(), Page.Request.FIRST))
        .items()
        .stream()
        .map(it -> it.recipient().orElse("") + " " + it.notice().title())
        .toList();
  }

  private long told(WorkOrder order) {
    List<OrderChange> lines = store.query(q -> q.orderHistory(order.id()));
    return lines.stream().filter(line -> line.action().equals("told")).count();
  }

  @Test
  void whoeverIsGivenAnOrderHearsOfItOnceADispatch() {
    WorkOrder order = report(Urgency.NORMAL);
    strikes();
    assertThat(messages()).isEmpty();
    dispatch(order, new Actor("wang-jl", Set.of(Role.MANAGER)));
    strikes();
    assertThat(messages()).containsExactly("zhao-min 【工单】" + order.id() + " 已派给 赵敏，请接单");
    restart();
    assertThat(messages()).hasSize(1);
    assertThat(told(order)).isEqualTo(1);
    dispatch(order, new Actor("wang-jl", Set.of(Role.MANAGER)));
    strikes();
    assertThat(told(order)).as("given anew").isEqualTo(2);
    dispatch(order, ZHAO);
    strikes();
    assertThat(told(order)).as("he took it himself").isEqualTo(2);
  }

  @Test
  void whatIsOldNewsAfterARestartIsToldToNobody() {
    WorkOrder order = report(Urgency.URGENT);
    dispatch(order, new Actor("wang-jl", Set.of(Role.MANAGER)));
    stop();
    now = now.plus(Duration.ofMinutes(31));
    start();
    strikes();
    assertThat(told(order)).isZero();
  }

  @Test
  void anUrgentReportIsToldToThoseWhoSendSomebody() {
    WorkOrder order = report(Urgency.URGENT);
    strikes();
    restart();
    assertThat(messages()).containsExactly("zhao-min 【工单】" + order.id() + " 紧急报修，请立即安排");
  }
}
