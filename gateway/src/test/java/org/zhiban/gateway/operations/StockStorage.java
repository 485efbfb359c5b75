package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.cost.Money;
import org.zhiban.model.stock.Movement;
import org.zhiban.model.stock.Part;

/** Spare parts, and what moved. */
interface StockStorage extends StoreUnderTest {
  private static Part part(String id) {
    return new Part(
        id,
        "轴承 6205",
        "个",
        Optional.of("B-3"),
        BigDecimal.TWO,
        new Money(2_550),
        BigDecimal.ZERO,
        0,
        Optional.empty(),
        1);
  }

  private static Movement movement(int number, Movement.Kind kind, String quantity, int line) {
    return new Movement(
        "K-12",
        number,
        kind,
        new BigDecimal(quantity),
        kind == Movement.Kind.RECEIVED ? Optional.of(new Money(2_600)) : Optional.empty(),
        line == 0 ? Optional.empty() : Optional.of(new Movement.OfOrder("WX-20261121-001", line)),
        Optional.of("采购"),
        "sun",
        Given.T0.plusSeconds(number));
  }

  @Test
  default void a_part_and_its_movements_come_back_as_they_were_after_a_restart() {
    Part received = part("K-12").moved(new BigDecimal("4.125"), new Money(2_600));
    Part issued = received.moved(new BigDecimal("-1.5"), received.price());
    write(
        store(),
        tx -> {
          tx.stock().add(part("K-12"));
          tx.stock().add(part("K-02"));
          tx.stock().save(received);
          tx.stock().add(movement(1, Movement.Kind.RECEIVED, "4.125", 0));
          tx.stock().save(issued);
          tx.stock().add(movement(2, Movement.Kind.ISSUED, "-1.5", 1));
        });
    reopened();
    assertThat(found(q -> q.stock().part("K-12"))).contains(issued);
    assertThat(found(q -> q.stock().part("K-99"))).isEmpty();
    assertThat(listed(q -> q.stock().parts())).containsExactly(part("K-02"), issued);
    assertThat(listed(q -> q.stock().movements("K-12", 9)))
        .containsExactly(
            movement(2, Movement.Kind.ISSUED, "-1.5", 1),
            movement(1, Movement.Kind.RECEIVED, "4.125", 0));
    assertThat(listed(q -> q.stock().movements("K-12", 1))).hasSize(1);
  }

  @Test
  default void a_line_of_an_order_moves_once_and_a_part_is_saved_from_its_last_version() {
    Part received = part("K-12").moved(BigDecimal.TEN, new Money(2_600));
    write(
        store(),
        tx -> {
          tx.stock().add(part("K-12"));
          tx.stock().save(received);
          tx.stock().add(movement(1, Movement.Kind.ISSUED, "-1", 7));
        });
    assertThatThrownBy(
            () -> write(store(), tx -> tx.stock().add(movement(2, Movement.Kind.ISSUED, "-1", 7))))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> write(store(), tx -> tx.stock().save(received)))
        .hasMessageContaining("K-12");
    assertThat(listed(q -> q.stock().movements("K-12", 9))).hasSize(1);
  }
}
