package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderReport.Channel;
import org.zhiban.model.workorder.WorkOrder;

/** What callers said of an order. */
interface ReportStorage extends StoreUnderTest {
  @Test
  default void every_caller_of_an_order_is_kept_once_in_the_order_of_the_calls() {
    WorkOrder order = Given.order("WX-20261121-001", "pump-b1#plumbing", List.of());
    OrderReport first =
        new OrderReport(
            order.id(),
            1,
            Given.T0.minusSeconds(600),
            Given.T0,
            Channel.PHONE,
            "漏水",
            Optional.of("王女士"),
            Optional.of("13800000000"),
            Optional.of("18:00"),
            Optional.of("爆管"),
            "sun-jia");
    OrderReport second =
        new OrderReport(
            order.id(),
            2,
            Given.T0,
            Given.T0.plusSeconds(1),
            Channel.QR,
            "还在漏",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "zhiban");
    write(store(), tx -> tx.record(order, Given.change(order, "created")));
    write(store(), tx -> tx.reports().add(first));
    write(store(), tx -> tx.reports().add(second));
    reopened();
    assertThat(listed(q -> q.reports().of(order.id()))).containsExactly(first, second);
    assertThat(listed(q -> q.reports().of("WX-1"))).isEmpty();
    assertThatThrownBy(() -> write(store(), tx -> tx.reports().add(second)))
        .isInstanceOf(RuntimeException.class);
  }
}
