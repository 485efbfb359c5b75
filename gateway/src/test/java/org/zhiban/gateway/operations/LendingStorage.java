package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.lending.Lendable;
import org.zhiban.model.lending.Loan;

/** Keys, tools and badges [K1] [E5]. */
interface LendingStorage extends StoreUnderTest {
  private static Lendable key(String id) {
    return new Lendable(
        id,
        Lendable.Kind.KEY,
        "低区泵房",
        Optional.of("一号钥匙板"),
        Optional.of("pump-b1"),
        0,
        Optional.empty(),
        1);
  }

  private static Loan loan(String thing, int number) {
    return new Loan(
        thing,
        number,
        "张师傅",
        Optional.of("lift-care"),
        Optional.of("WX-20261121-001"),
        Optional.of("换密封"),
        Given.T0.plusSeconds(number),
        Given.T0.plusSeconds(3600L * number),
        "he-lin",
        Optional.empty());
  }

  @Test
  default void a_thing_and_its_loans_come_back_as_they_were_after_a_restart() {
    Lendable lent = key("K1").lent();
    Loan back =
        loan("K1", 1).with(new Loan.Return(Given.T0.plusSeconds(60), "qian-yu", Optional.of("齿弯")));
    write(
        store(),
        tx -> {
          tx.lending().add(key("K1"));
          tx.lending().add(key("K2"));
          tx.lending().save(lent);
          tx.lending().add(loan("K1", 1));
        });
    write(
        store(),
        tx -> {
          tx.lending().save(lent.touched());
          tx.lending().takeBack(back);
          tx.lending().save(lent.touched().lent());
          tx.lending().add(loan("K1", 2));
        });
    reopened();
    assertThat(found(q -> q.lending().thing("K1"))).contains(lent.touched().lent());
    assertThat(listed(q -> q.lending().things()))
        .extracting(Lendable::id)
        .containsExactly("K1", "K2");
    assertThat(listed(q -> q.lending().loans("K1", 9))).containsExactly(loan("K1", 2), back);
    assertThat(listed(q -> q.lending().out())).containsExactly(loan("K1", 2));
    assertThat(found(q -> q.lending().loanOf("K1"))).contains(loan("K1", 2));
    assertThat(found(q -> q.lending().loanOf("K2"))).isEmpty();
  }

  @Test
  default void the_store_itself_lends_a_thing_to_one_at_a_time() {
    write(
        store(),
        tx -> {
          tx.lending().add(key("K1"));
          tx.lending().add(loan("K1", 1));
        });
    assertThatThrownBy(() -> write(store(), tx -> tx.lending().add(loan("K1", 2))))
        .isInstanceOf(ChangeRefusedException.class);
    assertThatThrownBy(() -> write(store(), tx -> tx.lending().add(key("K1"))))
        .isInstanceOf(ChangeRefusedException.class);
    assertThatThrownBy(() -> write(store(), tx -> tx.lending().save(key("K1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(listed(q -> q.lending().out())).containsExactly(loan("K1", 1));
  }
}
