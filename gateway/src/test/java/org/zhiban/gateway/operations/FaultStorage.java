package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.PendingOrder;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.FaultMemory.Failure;

/** What is on record of faults beyond their orders. */
interface FaultStorage extends StoreUnderTest {
  private static WorkOrder opened(String id, String fault, Instant at) {
    return Given.order(
        id, Optional.of(fault), List.of(), OrderStatus.REPORTED, at, Optional.empty(), 1);
  }

  private void save(WorkOrder order, String action) {
    write(store(), tx -> tx.record(order, Given.change(order, action)));
  }

  private void ended(WorkOrder order, Instant at, String action) {
    WorkOrder closed =
        Given.order(
            order.id(),
            order.fault(),
            order.alarms(),
            OrderStatus.CLOSED,
            at,
            Optional.of(at),
            order.version() + 1);
    save(closed, action);
  }

  @Test
  default void a_familys_failures_are_its_own_and_those_of_its_alarms() {
    WorkOrder one = opened("WX-1", "pump-b1/dry_run", Given.T0);
    WorkOrder ofAlarm = opened("WX-2", "pump-b1/dry_run/a7", Given.T0.plusSeconds(1));
    save(one, "created");
    save(ofAlarm, "created");
    for (String other :
        List.of(
            "pump-b1/dry_run/chattering",
            "pump-b1/dry_run/root_cause",
            "pump-b1/dry_run2",
            "pump-b1/dry",
            "pump-b12/dry_run")) {
      save(opened("WX-9-" + other, other, Given.T0), "created");
    }
    ended(one, Given.T0.plusSeconds(9), "verify");
    reopened();

    assertThat(listed(q -> q.faults().failures("pump-b1/dry_run", Given.T0)))
        .extracting(Failure::order)
        .containsExactly("WX-1", "WX-2");
    assertThat(listed(q -> q.faults().failures("pump-b1/dry_run", Given.T0.plusSeconds(1))))
        .extracting(Failure::order)
        .containsExactly("WX-2");
    assertThat(found(q -> q.faults().closedLast("pump-b1/dry_run", Given.T0)))
        .hasValueSatisfying(order -> assertThat(order.id()).isEqualTo("WX-1"));
    assertThat(found(q -> q.faults().closedLast("pump-b1/dry_run", Given.T0.plusSeconds(10))))
        .isEmpty();
    assertThat(found(q -> q.faults().closedLast("pump-b1/none", Given.T0))).isEmpty();
  }

  @Test
  default void what_people_reported_has_a_family_by_equipment_and_trade() {
    WorkOrder call =
        new OrderBuilder("WX-1", OrderSource.REPORT, Given.T0)
            .equipment(Optional.of("pump-b1"))
            .trade("plumbing")
            .fault(Optional.of("pump-b1#plumbing"))
            .build();
    save(call, "created");
    save(opened("WX-2", "pump-b1#plumbing/root_cause", Given.T0), "created");
    reopened();

    assertThat(listed(q -> q.faults().failures("pump-b1#plumbing", Given.T0)))
        .extracting(Failure::order)
        .containsExactly("WX-1");
  }

  @Test
  default void the_orders_that_were_closed_at_an_equipment_come_the_last_one_first() {
    List.of("WX-1", "WX-2", "WX-3", "WX-4")
        .forEach(id -> save(opened(id, "pump-b1/" + id, Given.T0), "created"));
    ended(opened("WX-1", "pump-b1/WX-1", Given.T0), Given.T0.plusSeconds(5), "verify");
    ended(opened("WX-2", "pump-b1/WX-2", Given.T0), Given.T0.plusSeconds(9), "verify");
    ended(opened("WX-3", "pump-b1/WX-3", Given.T0), Given.T0.plusSeconds(4), "verify");
    reopened();

    assertThat(listed(q -> q.faults().closedAt("pump-b1", Given.T0.plusSeconds(5))))
        .extracting(WorkOrder::id)
        .containsExactly("WX-2", "WX-1");
    assertThat(listed(q -> q.faults().closedAt("pump-b12", Given.T0))).isEmpty();
  }

  @Test
  default void what_went_away_by_itself_is_there_once_and_not_what_a_person_ended() {
    String fault = "pump-b1/dry_run";
    WorkOrder order = opened("WX-1", fault, Given.T0);
    save(order, "created");
    SelfCleared first = new SelfCleared(fault, "a1", Given.T0, Optional.empty());
    SelfCleared second =
        new SelfCleared(fault, "a1", Given.T0.plusSeconds(60), Optional.of("WX-1"));
    SelfCleared other = new SelfCleared("lift-a1/door", "a2", Given.T0, Optional.empty());
    for (SelfCleared one : List.of(second, first, first, other)) {
      write(store(), tx -> tx.faults().add(one));
    }
    ended(order, Given.T0.plusSeconds(60), "self_cleared");
    reopened();

    assertThat(listed(q -> q.faults().selfCleared(fault, Given.T0))).containsExactly(first, second);
    assertThat(listed(q -> q.faults().selfCleared(fault, Given.T0.plusSeconds(1))))
        .containsExactly(second);
    assertThat(listed(q -> q.faults().selfClearedOfAll(Given.T0, Given.T0.plusSeconds(60))))
        .containsExactlyInAnyOrder(first, other);
    assertThat(found(q -> q.faults().endedByPerson(fault))).isEmpty();

    WorkOrder next = opened("WX-2", fault, Given.T0.plus(Duration.ofDays(1)));
    save(next, "created");
    ended(next, Given.T0.plus(Duration.ofDays(2)), "verify");
    assertThat(found(q -> q.faults().endedByPerson(fault)))
        .contains(Given.T0.plus(Duration.ofDays(2)).plusMillis(2));
  }

  @Test
  default void an_order_that_waits_keeps_what_carried_the_first_bad_value() {
    PendingOrder waits =
        new PendingOrder("a1", Given.T0.plusSeconds(60), Optional.of("> 00 01\n< 00 02 泵"));
    write(
        store(),
        tx -> {
          tx.record(Given.raised(Given.alarm("a1", "pump-b1", "dry_run")));
          tx.await(waits);
        });
    reopened();
    assertThat(found(q -> q.pendingOrder("a1"))).contains(waits);
    PendingOrder longer = new PendingOrder("a1", Given.T0.plusSeconds(90));
    write(store(), tx -> tx.await(longer));
    assertThat(found(q -> q.pendingOrder("a1"))).contains(longer);
  }
}
