package org.zhiban.gateway.workorders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Handover;
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

/** What is not returned when a shift ends is handed on once, over a store on disk [R8]. */
@Timeout(120)
class HandoverDeskTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  /** The end of the day shift, eight in the evening at the site. */
  private static final Instant EVENING = Instant.parse("2026-11-23T12:00:00Z");

  private static final Actor ZHAO = new Actor("zhao-min", Set.of(Role.SUPERVISOR));

  @TempDir Path data;

  private final Site site =
      ExampleSite.whole()
          .with(
              "site.yaml",
              "name: 王经理, role: manager }",
              "name: 王经理, role: manager, phone: \"138\" }")
          .site();
  private Instant now = EVENING.minus(Duration.ofHours(3));
  private OperationsStore store;
  private OperationsDesk desk;
  private OrderDesk orders;
  private HandoverDesk handovers;

  @SuppressWarnings("NullAway.Init") // set before each test
  HandoverDeskTest() {}

  @BeforeEach
  void start() {
    store = SqliteOperationsStore.open(data);
    desk = new OperationsDesk(store);
    LiveFeed feed = new LiveFeed();
    orders = new OrderDesk(site, desk, feed, () -> now);
    handovers = new HandoverDesk(site, desk, feed, () -> {}, () -> now);
    desk.start();
  }

  @AfterEach
  void stop() {
    desk.close();
    store.close();
  }

  private WorkOrder report() {
    return store.transact(
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
  }

  private WorkOrder dispatched() {
    WorkOrder order = report();
    return store.transact(
        tx -> {
          OrderOutcome outcome =
              new OrderActions(site)
                  .apply(
                      order,
                      OrderAction.DISPATCH,
                      ZHAO,
                      Map.of("assignee", "li-wei"),
                      OtherOrders.NONE,
                      now);
          orders.moved(tx, ((OrderOutcome.Done) outcome).step());
          return tx.order(order.id()).orElseThrow();
        });
  }

  private void at(Instant time) {
    now = time;
    handovers.workOff();
    assertThat(desk.ask(_ -> true).join()).isTrue();
  }

  private List<Handover> made(LocalDate day) {
    return store.query(q -> q.followUps().handovers(day));
  }

  private long handedOn(WorkOrder order) {
    List<OrderChange> lines = store.query(q -> q.orderHistory(order.id()));
    return lines.stream().filter(it -> it.action().equals("handed_over")).count();
  }

  private List<Delivery> messages() {
    Page<Delivery> page =
        store.query(q -> q.deliveries(Optional.empty(), Set.of(), Page.Request.FIRST));
    return page.items();
  }

  @Test
  void what_is_dispatched_and_not_returned_is_handed_on_once_and_told() {
    WorkOrder order = dispatched();
    WorkOrder nobodys = report();
    at(EVENING.minusMillis(1));
    assertThat(made(DAY)).isEmpty();
    at(EVENING);
    assertThat(made(DAY))
        .singleElement()
        .satisfies(
            handover -> {
              assertThat(handover.shift()).isEqualTo("day");
              assertThat(handover.at()).isEqualTo(EVENING);
              assertThat(handover.orders())
                  .extracting(Handover.Line::order)
                  .containsExactly(order.id());
              assertThat(handover.orders().getFirst().overdue()).isTrue();
            });
    assertThat(messages())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.recipient()).contains("wang-jl");
              assertThat(it.notice().title()).isEqualTo("11-23 20:00 交接：1 张工单未返回");
            });
    assertThat(handedOn(nobodys)).isZero();
    for (long minutes : new long[] {1, -90, 0, 400}) {
      stop();
      start();
      at(EVENING.plus(Duration.ofMinutes(minutes)));
    }
    assertThat(made(DAY)).hasSize(1);
    assertThat(handedOn(order)).isEqualTo(1);
    assertThat(messages()).hasSize(1);
    at(EVENING.plus(Duration.ofHours(12)));
    assertThat(made(DAY.plusDays(1)))
        .singleElement()
        .satisfies(handover -> assertThat(handover.shift()).isEqualTo("night"));
    assertThat(handedOn(order)).isEqualTo(2);
  }

  @Test
  void a_handover_that_was_slept_through_is_made_when_the_gateway_wakes() {
    WorkOrder order = dispatched();
    stop();
    now = EVENING.plus(Duration.ofHours(5));
    start();
    at(now);
    assertThat(made(DAY)).singleElement().satisfies(it -> assertThat(it.madeAt()).isEqualTo(now));
    assertThat(handedOn(order)).isEqualTo(1);
    at(EVENING.plus(Duration.ofHours(60)));
    assertThat(made(DAY.plusDays(1))).isEmpty();
  }
}
