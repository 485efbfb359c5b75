package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.label.Label;

/** Labels by which residents report [R30]. */
interface LabelStorage extends StoreUnderTest {
  private static Label label(String id, Optional<String> equipment, Optional<String> place) {
    return new Label(id, equipment, place, Given.T0, "he-lin", Optional.empty());
  }

  @Test
  default void a_label_stands_until_it_is_revoked_and_an_equipment_has_one() {
    Label lift = label("a", Optional.of("lift-a1"), Optional.empty());
    Label lobby = label("b", Optional.empty(), Optional.of("大堂"));
    Label again = label("c", Optional.of("lift-a1"), Optional.empty());
    write(store(), tx -> tx.labels().save(lobby));
    write(store(), tx -> tx.labels().save(lift));
    reopened();
    assertThat(listed(q -> q.labels().standing())).containsExactly(lift, lobby);
    assertThatThrownBy(() -> write(store(), tx -> tx.labels().save(again)))
        .as("a second one that stands")
        .isNotNull();
    Label revoked = lift.revoked(Given.T0.plusSeconds(9));
    write(
        store(),
        tx -> {
          tx.labels().save(revoked);
          tx.labels().save(again);
        });
    assertThat(listed(q -> q.labels().standing())).containsExactly(again, lobby);
    assertThat(found(q -> q.labels().find("a"))).contains(revoked);
    assertThat(found(q -> q.labels().find("d"))).isEmpty();
  }
}
