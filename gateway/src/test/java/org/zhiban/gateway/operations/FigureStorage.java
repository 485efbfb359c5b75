package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.gateway.operations.Given.T0;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.figures.Records;

/** What figures are made of ([R9] [R24]). */
interface FigureStorage extends StoreUnderTest {
  @Test
  default void orders_that_touch_a_period_come_whole() {
    Alarm low = Given.alarm("low", "pump-b1", "low");
    Alarm high = Given.alarm("high", "pump-b1", "high");
    WorkOrder open = Given.order("WX-1", "pump-b1/low", List.of("low", "high"));
    WorkOrder endedBefore = ended("WX-2", T0.minus(Duration.ofDays(9)), T0.minusMillis(1));
    WorkOrder endedInside = ended("WX-3", T0.minus(Duration.ofDays(9)), T0);
    WorkOrder followsSoon = ended("WX-4", day(8).minusMillis(1), day(9));
    WorkOrder tooLate = ended("WX-5", day(8), day(9));
    OrderChange created = created(open, T0);
    OrderChange attached =
        new OrderChange(
            open.id(),
            T0.plusSeconds(9),
            "zhiban",
            Optional.empty(),
            "attached",
            Optional.of(OrderStatus.REPORTED),
            OrderStatus.REPORTED,
            Optional.of("high"));
    write(
        store(),
        tx -> {
          tx.record(Given.raised(low));
          tx.record(Given.raised(high));
          tx.record(open, created);
          for (WorkOrder order : List.of(endedBefore, endedInside, followsSoon, tooLate)) {
            tx.record(order, created(order, order.openedAt()));
          }
        });
    write(store(), tx -> tx.record(Given.closed(open, day(20)), attached));
    Records records = store().query(q -> q.figures().records(T0, day(1)));
    assertThat(records.orders())
        .extracting(row -> row.order().id())
        .containsExactlyInAnyOrder("WX-1", "WX-3", "WX-4");
    Records.OfOrder first =
        records.orders().stream()
            .filter(row -> row.order().id().equals("WX-1"))
            .findFirst()
            .orElseThrow();
    assertThat(Optional.of(first.order())).isEqualTo(found(q -> q.order("WX-1")));
    assertThat(first.order().alarms()).containsExactly("low", "high");
    assertThat(first.history()).containsExactly(created, attached);
  }

  private static WorkOrder ended(String id, Instant opened, Instant closed) {
    return Given.order(
        id, Optional.empty(), List.of(), OrderStatus.CLOSED, opened, Optional.of(closed), 1);
  }

  private static OrderChange created(WorkOrder order, Instant at) {
    return new OrderChange(
        order.id(),
        at,
        "zhiban",
        Optional.empty(),
        "created",
        Optional.empty(),
        order.status(),
        Optional.empty());
  }

  private static Instant day(int days) {
    return T0.plus(Duration.ofDays(days));
  }

  @Test
  default void visits_of_a_period_are_those_due_or_done_in_it_and_all_that_wait() {
    Occurrence dueInside = visit("due", day(0), Occurrence.State.MISSED, Optional.empty());
    Occurrence doneInside = visit("done", day(-30), Occurrence.State.DONE, Optional.of(day(0)));
    Occurrence waiting = visit("waits", day(-300), Occurrence.State.DUE, Optional.empty());
    Occurrence before = visit("before", day(-9), Occurrence.State.DONE, Optional.of(day(-9)));
    Occurrence after = visit("after", day(1), Occurrence.State.MISSED, Optional.empty());
    write(
        store(),
        tx ->
            List.of(dueInside, doneInside, waiting, before, after)
                .forEach(tx.schedule()::addOccurrence));
    assertThat(store().query(q -> q.figures().records(T0, day(1))).visits())
        .containsExactlyInAnyOrder(dueInside, doneInside, waiting);
  }

  private static Occurrence visit(
      String plan, Instant due, Occurrence.State state, Optional<Instant> done) {
    return new Occurrence(
        plan,
        "lift-a1",
        LocalDate.of(2026, 11, 1),
        Level.MONTHLY,
        due.minusSeconds(60),
        due,
        state,
        Optional.empty(),
        Optional.empty(),
        done);
  }

  @Test
  default void alarms_say_whether_they_were_told() {
    Alarm told = Given.alarm("told", "pump-b1", "low");
    Alarm shelved = Given.shelved(Given.alarm("shelved", "pump-b1", "high"));
    Alarm silent = Given.alarm("silent", "pump-b2", "low");
    write(
        store(),
        tx -> {
          tx.record(Given.raised(told));
          tx.record(AlarmChange.of(AlarmChange.Kind.SHELVED, shelved, T0));
          tx.record(
              Given.raised(Given.suppressed(silent, new Suppression.ByDesign("pump-b1/low"))));
        });
    assertThat(store().query(q -> q.figures().records(T0, day(1))).alarms())
        .extracting(Records.OfAlarm::id, Records.OfAlarm::suppressed)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("told", false),
            org.assertj.core.groups.Tuple.tuple("shelved", false),
            org.assertj.core.groups.Tuple.tuple("silent", true));
    assertThat(store().query(q -> q.figures().records(T0.plusMillis(1), day(1))).alarms())
        .isEmpty();
  }
}
