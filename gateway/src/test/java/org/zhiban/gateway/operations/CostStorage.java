package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.zhiban.model.cost.ApprovalLine;
import org.zhiban.model.cost.Consent;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.Money;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.cost.Payer;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/** The money of orders. */
interface CostStorage extends StoreUnderTest {
  private static WorkOrder order(String id) {
    return Given.order(
        id, Optional.empty(), List.of(), OrderStatus.IN_PROGRESS, Given.T0, Optional.empty(), 1);
  }

  private static CostLine part(String order, int line) {
    return new CostLine(
        order,
        line,
        CostLine.Kind.PART,
        Optional.of("seal-50"),
        "机械密封",
        new BigDecimal("2.5"),
        new Money(1235),
        new Money(3088),
        Payer.CUSTOMER,
        Optional.of("li-wei"),
        OptionalInt.empty(),
        Optional.of("急用"),
        "zhao-min",
        Given.T0);
  }

  @Test
  default void the_money_of_an_order_comes_back_as_it_was_after_a_restart() {
    WorkOrder order = order("WX-20261121-001");
    CostLine part = part(order.id(), 1);
    OrderCosts costs =
        new OrderCosts(
            List.of(part, part.countered(2, "少一件", "li-wei", Given.T0.plusSeconds(9))),
            List.of(
                new Consent(
                    order.id(),
                    1,
                    "吴先生",
                    Consent.Means.PHONE,
                    new Money(3088),
                    Optional.empty(),
                    "sun-jia",
                    Given.T0)),
            List.of(
                new ApprovalLine(
                    order.id(),
                    1,
                    Optional.empty(),
                    new Money(200_000),
                    Optional.empty(),
                    Optional.of("换泵"),
                    "sun-jia",
                    Given.T0),
                new ApprovalLine(
                    order.id(),
                    2,
                    Optional.of("outside"),
                    new Money(200_000),
                    Optional.of("JT-118"),
                    Optional.empty(),
                    "wang-jl",
                    Given.T0)));
    write(
        store(),
        tx -> {
          tx.record(order, Given.change(order, "created"));
          tx.costs().add(costs);
        });
    reopened();
    assertThat(store().<OrderCosts>query(q -> q.costs().of(order.id()))).isEqualTo(costs);
    assertThat(store().<OrderCosts>query(q -> q.costs().of("WX-20261121-002")))
        .isEqualTo(OrderCosts.NONE);
  }

  @Test
  default void a_line_is_written_once_and_taken_back_once() {
    WorkOrder order = order("WX-20261121-001");
    CostLine part = part(order.id(), 1);
    write(
        store(),
        tx -> {
          tx.record(order, Given.change(order, "created"));
          tx.costs().add(lines(part));
          tx.costs().add(lines(part.countered(2, "x", "li-wei", Given.T0)));
        });
    for (CostLine again :
        List.of(part(order.id(), 2), part.countered(3, "x", "li-wei", Given.T0))) {
      assertThatThrownBy(() -> write(store(), tx -> tx.costs().add(lines(again))))
          .isInstanceOf(ChangeRefusedException.class);
    }
  }

  private static OrderCosts lines(CostLine... lines) {
    return new OrderCosts(List.of(lines), List.of(), List.of());
  }

  @Test
  default void orders_of_one_equipment_that_cost_something_lately_are_found() {
    WorkOrder one = order("WX-20261121-001");
    WorkOrder other = order("WX-20261121-002");
    WorkOrder free = order("WX-20261121-003");
    write(
        store(),
        tx -> {
          for (WorkOrder order : List.of(one, other, free)) {
            tx.record(order, Given.change(order, "created"));
          }
          tx.costs().add(lines(part(one.id(), 1)));
          tx.costs().add(lines(part(other.id(), 1)));
        });
    String equipment = one.equipment().orElseThrow();
    assertThat(listed(q -> q.costs().ordersBeside(one.id(), equipment, Given.T0)))
        .containsExactly(other.id());
    assertThat(listed(q -> q.costs().ordersBeside(one.id(), equipment, Given.T0.plusSeconds(1))))
        .isEmpty();
    assertThat(listed(q -> q.costs().ordersBeside(one.id(), "lift-a1", Given.T0))).isEmpty();
  }

  @Test
  default void orders_with_costs_are_found_by_when_they_were_written() {
    write(
        store(),
        tx -> {
          for (int number = 1; number <= 2; number++) {
            WorkOrder order = order("WX-20261121-00" + number);
            tx.record(order, Given.change(order, "created"));
            tx.costs().add(new OrderCosts(List.of(part(order.id(), 1)), List.of(), List.of()));
          }
        });
    List<String> both = List.of("WX-20261121-001", "WX-20261121-002");
    assertThat(listed(q -> q.costs().ordersWithCosts(Given.T0, Given.T0.plusMillis(1))))
        .isEqualTo(both);
    assertThat(listed(q -> q.costs().ordersWithCosts(Given.T0.minusMillis(9), Given.T0))).isEmpty();
  }
}
