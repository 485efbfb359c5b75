package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.model.workorder.OrderLink;

/** Which order hangs on which. */
interface OrderLinkStorage extends StoreUnderTest {
  @Test
  default void a_link_is_found_from_both_ends_and_there_once() {
    OrderLink repeat =
        new OrderLink("WX-20261121-002", "WX-20261121-001", OrderLink.Kind.REPEAT, Given.T0);
    OrderLink caused =
        new OrderLink(
            "WX-20261121-003",
            "WX-20261121-002",
            OrderLink.Kind.COMMON_CAUSE,
            Given.T0.plusSeconds(9));
    List<Boolean> added = new ArrayList<>();
    write(
        store(),
        tx -> {
          added.add(tx.links().add(repeat));
          added.add(tx.links().add(caused));
          added.add(tx.links().add(repeat));
        });
    reopened();
    write(
        store(),
        tx ->
            added.add(
                tx.links()
                    .add(
                        new OrderLink(
                            repeat.order(),
                            repeat.other(),
                            repeat.kind(),
                            Given.T0.plusSeconds(60)))));

    assertThat(added).containsExactly(true, true, false, false);
    assertThat(listed(q -> q.links().of("WX-20261121-002"))).containsExactly(repeat, caused);
    assertThat(listed(q -> q.links().of("WX-20261121-001"))).containsExactly(repeat);
    assertThat(listed(q -> q.links().of("WX-20261121-009"))).isEmpty();
  }
}
