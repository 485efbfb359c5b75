package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.operations.ChangeRefusedException.Rule;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Overrun;
import org.zhiban.model.workorder.PendingOrder;
import org.zhiban.model.workorder.WorkOrder;

/** Work orders, their numbers, their history and their hold-off. */
interface OrderStorage extends StoreUnderTest {
  Instant LATER = Given.T0.plusSeconds(1_000);

  String FAULT = "pump-b1/low_pressure";

  private void saveWithAlarms(WorkOrder order) {
    write(
        store(),
        tx -> {
          order
              .alarms()
              .forEach(
                  id -> tx.record(Given.raised(Given.alarm(id, "pump-" + id, "low_pressure"))));
          tx.record(order, Given.change(order, "created"));
        });
  }

  private Optional<WorkOrder> find(String id) {
    return store().query(q -> q.order(id));
  }

  @Test
  default void an_order_comes_back_as_it_was_after_a_restart() {
    WorkOrder order = Given.order("WX-20261121-001", FAULT, List.of("a2", "a1"));
    saveWithAlarms(order);
    reopened();
    assertThat(find("WX-20261121-001")).contains(order);
    assertThat(find("WX-20261121-002")).isEmpty();
    assertThat(found(q -> q.orderOfAlarm("a1"))).contains(order.id());
    assertThat(found(q -> q.orderOfAlarm("a9"))).isEmpty();
  }

  @Test
  default void complaints_are_found_by_what_they_are_and_keep_their_leave() {
    WorkOrder complaint =
        OrderBuilder.of(Given.order("WX-20261121-001", FAULT, List.of()))
            .concern(Optional.of(Concern.COMPLAINT))
            .overrun(Optional.of(new Overrun(LATER, "a part", "wang", Given.T0)))
            .build();
    saveWithAlarms(complaint);
    saveWithAlarms(Given.order("WX-20261121-002", "pump-b2/low_pressure", List.of()));
    reopened();
    assertThat(find(complaint.id())).contains(complaint);
    assertThat(
            store()
                .query(
                    q ->
                        q.orders(
                            Set.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(Concern.COMPLAINT),
                            new Page.Request(10, Optional.empty())))
                .items())
        .containsExactly(complaint);
  }

  private List<WorkOrder> ofAlarms(Instant openedBefore, Instant closedAfter) {
    return store().query(q -> q.ordersOfAlarms(openedBefore, closedAfter));
  }

  @Test
  default void orders_of_alarms_are_found_while_open_and_for_a_time_behind() {
    WorkOrder open = Given.order("WX-20261121-001", FAULT, List.of());
    saveWithAlarms(open);
    Instant later = open.openedAt().plusSeconds(1);
    assertThat(ofAlarms(later, later)).containsExactly(open);
    assertThat(ofAlarms(open.openedAt(), later)).isEmpty();

    WorkOrder closed = Given.closed(open, later);
    write(store(), tx -> tx.record(closed, Given.change(closed, "verify")));
    assertThat(ofAlarms(later, later)).containsExactly(closed);
    assertThat(ofAlarms(later, later.plusMillis(1))).isEmpty();
  }

  @Test
  default void a_bare_order_comes_back_as_it_was() {
    WorkOrder full = Given.order("WX-20261121-001", FAULT, List.of());
    WorkOrder bare =
        new OrderBuilder(full.id(), full.source(), full.openedAt())
            .title(full.title())
            .trade(full.trade())
            .plan(Optional.of("lift-yearly"))
            .updatedAt(full.updatedAt())
            .build();
    saveWithAlarms(bare);
    assertThat(find(bare.id())).contains(bare);
  }

  @Test
  default void a_fault_has_one_open_order_whoever_writes() {
    WorkOrder first = Given.order("WX-20261121-001", FAULT, List.of("a1"));
    WorkOrder second = Given.order("WX-20261121-002", FAULT, List.of("a2"));
    saveWithAlarms(first);
    assertThatThrownBy(() -> saveWithAlarms(second))
        .isInstanceOfSatisfying(
            ChangeRefusedException.class,
            e -> assertThat(e.rule()).isEqualTo(Rule.ONE_OPEN_ORDER_PER_FAULT));
    assertThat(found(q -> q.alarm("a2"))).isEmpty();

    WorkOrder closed = Given.closed(first, Given.T0.plusSeconds(60));
    write(store(), tx -> tx.record(closed, Given.change(closed, "visit")));
    saveWithAlarms(second);
    assertThat(find(second.id())).contains(second);
  }

  @Test
  default void an_order_on_hold_is_read_as_it_was_saved() {
    WorkOrder held =
        Given.order(
            "WX-20261121-001",
            Optional.empty(),
            List.of(),
            OrderStatus.ON_HOLD,
            Given.T0,
            Optional.empty(),
            1);
    assertThat(held.hold()).isPresent();
    saveWithAlarms(held);
    assertThat(find(held.id())).contains(held);
  }

  @Test
  default void two_orders_without_a_fault_may_be_open_together() {
    for (int number = 1; number <= 2; number++) {
      saveWithAlarms(
          Given.order(
              "WX-20261121-00" + number,
              Optional.empty(),
              List.of(),
              OrderStatus.REPORTED,
              Given.T0,
              Optional.empty(),
              1));
    }
    assertThat(find("WX-20261121-002")).isPresent();
  }

  @Test
  default void the_order_of_a_fault_is_the_open_one_or_the_newest_closed_since() {
    WorkOrder old = Given.order("WX-20261121-001", FAULT, List.of("a1"));
    saveWithAlarms(old);
    WorkOrder oldClosed = Given.closed(old, Given.T0.plusSeconds(60));
    write(store(), tx -> tx.record(oldClosed, Given.change(oldClosed, "visit")));
    assertThat(ofFault(Given.T0.plusSeconds(61))).isEmpty();
    assertThat(ofFault(Given.T0.plusSeconds(60))).contains(oldClosed);

    WorkOrder open = Given.order("WX-20261121-002", FAULT, List.of("a2"));
    saveWithAlarms(open);
    assertThat(ofFault(Given.T0)).contains(open);
    WorkOrder openClosed = Given.closed(open, Given.T0.plusSeconds(90));
    write(store(), tx -> tx.record(openClosed, Given.change(openClosed, "visit")));
    assertThat(ofFault(Given.T0)).contains(openClosed);
  }

  private Optional<WorkOrder> ofFault(Instant closedAfter) {
    return store().query(q -> q.orderOfFault(FAULT, closedAfter));
  }

  @Test
  default void an_order_changed_by_somebody_else_in_between_is_refused() {
    WorkOrder order = Given.order("WX-20261121-001", FAULT, List.of("a1"));
    saveWithAlarms(order);
    WorkOrder closed = Given.closed(order, Given.T0);
    write(store(), tx -> tx.record(closed, Given.change(closed, "visit")));
    for (WorkOrder stale :
        List.of(closed, order, Given.closed(Given.closed(closed, Given.T0), Given.T0))) {
      assertThatThrownBy(() -> write(store(), tx -> tx.record(stale, Given.change(stale, "visit"))))
          .isInstanceOfSatisfying(
              ChangeRefusedException.class,
              e -> assertThat(e.rule()).isEqualTo(Rule.ORDER_VERSION));
    }
    assertThat(listed(q -> q.orderHistory(order.id()))).hasSize(2);
  }

  @Test
  default void an_order_of_an_alarm_that_does_not_exist_is_refused() {
    WorkOrder order = Given.order("WX-20261121-001", FAULT, List.of("nobody"));
    assertThatThrownBy(() -> write(store(), tx -> tx.record(order, Given.change(order, "created"))))
        .isInstanceOfSatisfying(
            ChangeRefusedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.REFERENCE));
    assertThat(find(order.id())).isEmpty();
  }

  @Test
  default void an_alarm_may_be_written_after_its_order_in_one_transaction() {
    WorkOrder order = Given.order("WX-20261121-001", FAULT, List.of("a1"));
    write(
        store(),
        tx -> {
          tx.record(order, Given.change(order, "created"));
          tx.record(Given.raised(Given.alarm("a1", "pump-b1", "low_pressure")));
        });
    assertThat(find(order.id())).contains(order);
  }

  @Test
  default void an_orders_history_tells_every_step() {
    WorkOrder order = Given.order("WX-20261121-001", FAULT, List.of());
    OrderChange created =
        new OrderChange(
            order.id(),
            Given.T0,
            "zhiban",
            Optional.empty(),
            "created",
            Optional.empty(),
            OrderStatus.REPORTED,
            Optional.empty());
    WorkOrder closed = Given.closed(order, Given.T0.plusSeconds(1));
    OrderChange visited = Given.change(closed, "visit");
    write(store(), tx -> tx.record(order, created));
    write(store(), tx -> tx.record(closed, visited));
    assertThat(listed(reopened(), q -> q.orderHistory(order.id())))
        .containsExactly(created, visited);
  }

  @Test
  default void order_numbers_count_from_one_each_day_and_go_on_after_a_restart() {
    assertThat(nextNumber()).isEqualTo("WX-20261121-001");
    assertThat(nextNumber()).isEqualTo("WX-20261121-002");
    reopened();
    assertThat(nextNumber()).isEqualTo("WX-20261121-003");
    assertThat(store().<String>transact(tx -> tx.nextOrderNumber(Given.DAY.plusDays(1))))
        .isEqualTo("WX-20261122-001");
    List<String> numbers = new ArrayList<>();
    write(
        store(),
        tx -> {
          for (int i = 4; i <= 1001; i++) {
            numbers.add(tx.nextOrderNumber(Given.DAY));
          }
        });
    assertThat(numbers).doesNotHaveDuplicates().endsWith("WX-20261121-1000", "WX-20261121-1001");
  }

  private String nextNumber() {
    return store().transact(tx -> tx.nextOrderNumber(Given.DAY));
  }

  @Test
  default void orders_are_listed_by_status_assignee_and_equipment_newest_first() {
    for (int number = 1; number <= 5; number++) {
      saveWithAlarms(
          Given.order(
              "WX-20261121-00" + number,
              Optional.of("fault-" + number),
              List.of(),
              number == 3 ? OrderStatus.CLOSED : OrderStatus.REPORTED,
              Given.T0.plusSeconds(number / 2),
              Optional.empty(),
              1));
    }
    Set<OrderStatus> reported = EnumSet.of(OrderStatus.REPORTED);
    assertThat(
            ids(
                reported,
                Optional.of("li-wei"),
                Optional.of("pump-b1"),
                new Page.Request(2, Optional.empty())))
        .containsExactly("WX-20261121-005", "WX-20261121-004");
    Page<WorkOrder> first =
        store()
            .query(
                q ->
                    q.orders(
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        new Page.Request(3, Optional.empty())));
    assertThat(ids(Set.of(), Optional.empty(), Optional.empty(), new Page.Request(3, first.next())))
        .containsExactly("WX-20261121-002", "WX-20261121-001");
    assertThat(
            ids(
                EnumSet.of(OrderStatus.CLOSED),
                Optional.empty(),
                Optional.empty(),
                Page.Request.FIRST))
        .containsExactly("WX-20261121-003");
    assertThat(ids(Set.of(), Optional.of("nobody"), Optional.empty(), Page.Request.FIRST))
        .isEmpty();
    assertThat(ids(Set.of(), Optional.empty(), Optional.of("lift-a1"), Page.Request.FIRST))
        .isEmpty();
    assertThat(store().<Map<String, Integer>>query(OperationsQueries::openOrdersByEquipment))
        .containsExactly(Map.entry("pump-b1", 4));
  }

  private List<String> ids(
      Set<OrderStatus> statuses,
      Optional<String> assignee,
      Optional<String> equipment,
      Page.Request page) {
    return store()
        .<Page<WorkOrder>>query(q -> q.orders(statuses, assignee, equipment, page))
        .items()
        .stream()
        .map(WorkOrder::id)
        .toList();
  }

  @Test
  default void a_page_that_nobody_gave_out_is_refused() {
    for (String wrong : List.of("", "x", "12", "x~1")) {
      assertThatThrownBy(
              () ->
                  ids(
                      Set.of(),
                      Optional.empty(),
                      Optional.empty(),
                      new Page.Request(1, Optional.of(wrong))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  default void an_order_waits_for_its_hold_off_across_a_restart() {
    PendingOrder first = new PendingOrder("a1", Given.T0.plusSeconds(20));
    PendingOrder second = new PendingOrder("a2", Given.T0.plusSeconds(10));
    PendingOrder moved = new PendingOrder("a1", Given.T0.plusSeconds(5));
    write(
        store(),
        tx -> {
          tx.record(Given.raised(Given.alarm("a1", "pump-b1", "low_pressure")));
          tx.record(Given.raised(Given.alarm("a2", "pump-b2", "low_pressure")));
          tx.await(first);
          tx.await(second);
        });
    assertThat(listed(reopened(), q -> q.pendingOrders(LATER))).containsExactly(second, first);
    write(store(), tx -> tx.await(moved));
    assertThat(listed(q -> q.pendingOrders(LATER))).containsExactly(moved, second);
    assertThat(listed(q -> q.pendingOrders(moved.dueAt()))).containsExactly(moved);
    assertThat(listed(q -> q.pendingOrders(Given.T0))).isEmpty();
    assertThat(listed(q -> q.pendingOrder("a1").stream().toList())).containsExactly(moved);
    assertThat(listed(q -> q.pendingOrder("nobody").stream().toList())).isEmpty();
    write(
        store(),
        tx -> {
          tx.forget("a1");
          tx.forget("nobody");
        });
    assertThat(listed(reopened(), q -> q.pendingOrders(LATER))).containsExactly(second);
  }
}
