package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.Occurrence.State;
import org.zhiban.model.workorder.WorkOrder;

/** Occurrences of plans. */
interface ScheduleStorage extends StoreUnderTest {
  private boolean add(Occurrence occurrence) {
    return store().transact(tx -> tx.addOccurrence(occurrence));
  }

  @Test
  default void an_occurrence_is_added_once_whatever_restarts() {
    Occurrence due = Given.occurrence("lift-half-monthly", Given.DAY, State.DUE);
    assertThat(add(due)).isTrue();
    assertThat(add(due)).isFalse();
    reopened();
    assertThat(add(Given.occurrence("lift-half-monthly", Given.DAY, State.MISSED))).isFalse();
    assertThat(listed(q -> q.occurrences(Given.DAY, Given.DAY))).containsExactly(due);
  }

  @Test
  default void occurrences_are_listed_by_date_both_ends_included() {
    Occurrence early = Given.occurrence("lift-yearly", Given.DAY, State.DUE);
    Occurrence late = Given.occurrence("lift-half-monthly", Given.DAY.plusDays(1), State.DUE);
    Occurrence outside = Given.occurrence("lift-half-monthly", Given.DAY.plusDays(2), State.DUE);
    List.of(late, outside, early).forEach(this::add);
    assertThat(listed(q -> q.occurrences(Given.DAY, Given.DAY.plusDays(1))))
        .containsExactly(early, late);
  }

  @Test
  default void an_occurrence_gets_its_order_and_is_done() {
    Occurrence due = Given.occurrence("lift-yearly", Given.DAY, State.DUE);
    add(due);
    WorkOrder order = Given.order("WX-20261121-001", "plan", List.of());
    Occurrence done =
        new Occurrence(
            due.plan(),
            due.equipment(),
            due.nominal(),
            due.level(),
            due.startAt(),
            due.dueAt(),
            State.DONE,
            Optional.of(order.id()),
            Optional.empty());
    write(
        store(),
        tx -> {
          tx.record(order, Given.change(order, "created"));
          tx.update(done);
        });
    Optional<Occurrence> found =
        reopened().query(q -> q.occurrence("lift-yearly", "lift-a1", Given.DAY));
    assertThat(found).contains(done);
    assertThat(found(q -> q.occurrenceOfOrder(order.id()))).contains(done);
    assertThat(found(q -> q.occurrenceOfOrder("WX-20261121-002"))).isEmpty();
  }

  @Test
  default void an_occurrence_that_is_not_there_cannot_be_changed() {
    Occurrence due = Given.occurrence("lift-yearly", Given.DAY, State.DUE);
    assertThatThrownBy(() -> write(store(), tx -> tx.update(due)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lift-yearly");
    assertThat(found(q -> q.occurrence("lift-yearly", "lift-a1", Given.DAY))).isEmpty();
  }

  @Test
  default void the_last_done_is_the_newest_date_that_was_done() {
    add(Given.occurrence("lift-yearly", Given.DAY, State.DONE));
    add(Given.occurrence("lift-yearly", Given.DAY.plusDays(9), State.DONE));
    add(Given.occurrence("lift-yearly", Given.DAY.plusDays(20), State.MISSED));
    add(Given.occurrence("lift-other", Given.DAY.plusDays(30), State.DONE));
    assertThat(found(q -> q.lastDone("lift-yearly", "lift-a1"))).contains(Given.DAY.plusDays(9));
    assertThat(found(q -> q.lastDone("lift-yearly", "lift-a2"))).isEmpty();
  }

  @Test
  default void the_schedule_goes_on_where_it_was_worked_off() {
    assertThat(found(OperationsQueries::planWatermark)).isEmpty();
    write(store(), tx -> tx.planWatermark(Given.T0));
    write(store(), tx -> tx.planWatermark(Given.T0.plusSeconds(60)));
    assertThat(found(reopened(), OperationsQueries::planWatermark))
        .contains(Given.T0.plusSeconds(60));
  }
}
