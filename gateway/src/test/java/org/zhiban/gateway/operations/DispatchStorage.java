package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.dispatch.OpenWork;

/** What people have in hand. */
interface DispatchStorage extends StoreUnderTest {
  private static WorkOrder order(
      int number, OrderStatus status, Optional<String> assignee, Optional<Priority> priority) {
    WorkOrder order =
        Given.order(
            "WX-20261121-00" + number,
            Optional.empty(),
            List.of(),
            status,
            Given.T0,
            status.open() ? Optional.empty() : Optional.of(Given.T0.plusSeconds(9)),
            1);
    return OrderBuilder.of(order)
        .assignee(assignee)
        .priority(priority)
        .holdRequest(Optional.empty())
        .lockOut(Optional.empty())
        .mergedInto(Optional.empty())
        .cause(Optional.empty())
        .build();
  }

  private static OpenWork work(
      String who, OrderStatus status, Optional<Priority> priority, int orders) {
    return new OpenWork(who, OrderSource.ALARM, status, Urgency.URGENT, priority, orders);
  }

  @Test
  default void open_orders_count_for_whoever_has_them_and_those_alike_together() {
    Optional<String> li = Optional.of("li-wei");
    Optional<Priority> p1 = Optional.of(Priority.P1);
    for (WorkOrder order :
        List.of(
            order(1, OrderStatus.DISPATCHED, li, p1),
            order(2, OrderStatus.DISPATCHED, li, p1),
            order(3, OrderStatus.DISPATCHED, li, Optional.empty()),
            order(4, OrderStatus.ON_HOLD, li, p1),
            order(5, OrderStatus.CLOSED, li, p1),
            order(6, OrderStatus.TRIAGED, Optional.empty(), p1),
            order(7, OrderStatus.ACCEPTED, Optional.of("chen-tao"), p1))) {
      write(store(), tx -> tx.record(order, Given.change(order, "created")));
    }
    assertThat(listed(q -> q.dispatch().workInHand()))
        .containsExactlyInAnyOrder(
            work("li-wei", OrderStatus.DISPATCHED, p1, 2),
            work("li-wei", OrderStatus.DISPATCHED, Optional.empty(), 1),
            work("li-wei", OrderStatus.ON_HOLD, p1, 1),
            work("chen-tao", OrderStatus.ACCEPTED, p1, 1));
  }
}
