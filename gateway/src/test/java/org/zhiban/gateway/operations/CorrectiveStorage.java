package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.zhiban.model.workorder.Corrective;

/** Orders that were made of failed lines of checklists [E17]. */
interface CorrectiveStorage extends StoreUnderTest {
  @Test
  default void a_line_leads_to_one_order_and_each_knows_the_other() {
    Corrective gland = new Corrective("WX-20261121-001", 3, "WX-20261121-002");
    Corrective valve = new Corrective("WX-20261121-001", 1, "WX-20261121-003");
    write(store(), tx -> tx.correctives().add(gland));
    write(store(), tx -> tx.correctives().add(valve));
    reopened();
    assertThat(found(q -> q.correctives().of(gland.parent(), 3))).contains(gland);
    assertThat(found(q -> q.correctives().of(gland.parent(), 2))).isEmpty();
    assertThat(listed(q -> q.correctives().under(gland.parent()))).containsExactly(valve, gland);
    assertThat(listed(q -> q.correctives().under(gland.child()))).isEmpty();
    assertThat(found(q -> q.correctives().cause(gland.child()))).contains(gland);
    assertThat(found(q -> q.correctives().cause(gland.parent()))).isEmpty();
  }

  @Test
  default void a_second_order_of_the_same_line_is_refused_with_all_that_came_with_it() {
    write(
        store(),
        tx -> tx.correctives().add(new Corrective("WX-20261121-001", 3, "WX-20261121-002")));
    Corrective again = new Corrective("WX-20261121-001", 3, "WX-20261121-009");
    assertThatThrownBy(
            () ->
                write(
                    store(),
                    tx -> {
                      tx.cursor("influx", 7);
                      tx.correctives().add(again);
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(found(q -> q.cursor("influx"))).isEmpty();
    assertThat(found(q -> q.correctives().cause(again.child()))).isEmpty();
  }
}
