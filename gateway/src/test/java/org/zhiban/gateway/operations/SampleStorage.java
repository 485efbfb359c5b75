package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.operations.SampleQueries.Kept;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.WorkOrder;

/** What was recorded around the fault of an order. */
interface SampleStorage extends StoreUnderTest {
  @Test
  default void samples_are_kept_with_an_order_once_and_those_that_have_none_are_known() {
    WorkOrder one = Given.order("WX-20261121-001", "pump-b1/low", List.of());
    WorkOrder other = Given.order("WX-20261121-002", "pump-b2/low", List.of());
    WorkOrder bare =
        OrderBuilder.of(Given.order("WX-20261121-003", "pump-b3/low", List.of()))
            .evidence(Optional.empty())
            .build();
    Kept samples = new Kept(Given.T0, "{\"pump-b1/outlet_pressure\":[{\"value\":0.31}]}");
    for (WorkOrder order : List.of(one, other, bare)) {
      write(store(), tx -> tx.record(order, Given.change(order, "created")));
    }
    write(store(), tx -> tx.samples().keep(one.id(), samples));
    write(store(), tx -> tx.samples().keep(one.id(), new Kept(Given.T0.plusSeconds(1), "{}")));
    reopened();
    assertThat(listed(q -> q.samples().of(one.id()).stream().toList())).containsExactly(samples);
    assertThat(listed(q -> q.samples().of(other.id()).stream().toList())).isEmpty();
    assertThat(listed(q -> q.samples().wanting(other.openedAt()))).containsExactly(other);
    assertThat(listed(q -> q.samples().wanting(other.openedAt().plusMillis(1)))).isEmpty();
  }
}
