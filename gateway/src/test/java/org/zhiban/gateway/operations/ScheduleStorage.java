package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.Occurrence.State;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.maintenance.CounterRun;
import org.zhiban.rules.maintenance.PlanRequest.MeterAt;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** Occurrences of plans. */
interface ScheduleStorage extends StoreUnderTest {
  private boolean add(Occurrence occurrence) {
    return store().transact(tx -> tx.schedule().addOccurrence(occurrence));
  }

  @Test
  default void an_occurrence_is_added_once_whatever_restarts() {
    Occurrence due = Given.occurrence("lift-half-monthly", Given.DAY, State.DUE);
    assertThat(add(due)).isTrue();
    assertThat(add(due)).isFalse();
    reopened();
    assertThat(add(Given.occurrence("lift-half-monthly", Given.DAY, State.MISSED))).isFalse();
    assertThat(listed(q -> q.schedule().occurrences(Given.DAY, Given.DAY))).containsExactly(due);
  }

  @Test
  default void occurrences_are_listed_by_date_both_ends_included() {
    Occurrence early = Given.occurrence("lift-yearly", Given.DAY, State.DUE);
    Occurrence late = Given.occurrence("lift-half-monthly", Given.DAY.plusDays(1), State.DUE);
    Occurrence outside = Given.occurrence("lift-half-monthly", Given.DAY.plusDays(2), State.DUE);
    List.of(late, outside, early).forEach(this::add);
    assertThat(listed(q -> q.schedule().occurrences(Given.DAY, Given.DAY.plusDays(1))))
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
          tx.schedule().update(done);
        });
    Optional<Occurrence> found =
        reopened().query(q -> q.schedule().occurrence("lift-yearly", "lift-a1", Given.DAY));
    assertThat(found).contains(done);
    assertThat(found(q -> q.schedule().occurrenceOfOrder(order.id()))).contains(done);
    assertThat(found(q -> q.schedule().occurrenceOfOrder("WX-20261121-002"))).isEmpty();
  }

  @Test
  default void an_occurrence_that_is_not_there_cannot_be_changed() {
    Occurrence due = Given.occurrence("lift-yearly", Given.DAY, State.DUE);
    assertThatThrownBy(() -> write(store(), tx -> tx.schedule().update(due)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lift-yearly");
    assertThat(found(q -> q.schedule().occurrence("lift-yearly", "lift-a1", Given.DAY))).isEmpty();
  }

  @Test
  default void what_is_due_is_found_whatever_its_date() {
    Occurrence old = Given.occurrence("lift-overhaul", Given.DAY.minusYears(9), State.DUE);
    Occurrence done = Given.occurrence("lift-yearly", Given.DAY, State.DONE);
    Occurrence ahead = Given.occurrence("lift-yearly", Given.DAY.plusYears(9), State.DUE);
    Occurrence missed = Given.occurrence("lift-overhaul", Given.DAY.minusDays(1), State.MISSED);
    List.of(ahead, done, missed, old).forEach(this::add);
    assertThat(listed(q -> q.schedule().openVisits())).containsExactly(old, ahead);
    PlanAt overhaul = new PlanAt("lift-overhaul", "lift-a1");
    PlanAt elsewhere = new PlanAt("lift-overhaul", "lift-a2");
    assertThat(listed(q -> q.schedule().newestVisits(List.of(elsewhere, overhaul))))
        .containsExactly(missed);
    assertThat(listed(q -> q.schedule().newestVisits(List.of()))).isEmpty();
  }

  @Test
  default void the_last_done_is_the_one_whose_work_was_done_last() {
    Occurrence late =
        Given.occurrence("lift-yearly", Given.DAY, State.DONE).doneAt(Given.T0.plusSeconds(900));
    Occurrence early =
        Given.occurrence("lift-yearly", Given.DAY.plusDays(9), State.DONE).doneAt(Given.T0);
    List.of(late, early).forEach(this::add);
    add(Given.occurrence("lift-yearly", Given.DAY.plusDays(20), State.MISSED));
    add(Given.occurrence("lift-other", Given.DAY.plusDays(30), State.DONE));
    PlanAt yearly = new PlanAt("lift-yearly", "lift-a1");
    List<PlanAt> asked = new ArrayList<>(List.of(yearly, new PlanAt("lift-yearly", "lift-a2")));
    assertThat(found(q -> Optional.of(q.schedule().lastDone(asked))))
        .contains(Map.of(yearly, late));
    IntStream.range(0, 450).forEach(lift -> asked.addFirst(new PlanAt("lift-yearly", "x" + lift)));
    assertThat(found(q -> Optional.of(q.schedule().lastDone(asked))))
        .contains(Map.of(yearly, late));
  }

  @Test
  default void what_was_done_at_an_unknown_time_is_found_the_newest_first() {
    Occurrence old = Given.occurrence("lift-yearly", Given.DAY.minusYears(1), State.DONE);
    Occurrence young = Given.occurrence("lift-yearly", Given.DAY, State.DONE);
    add(old);
    add(young);
    add(Given.occurrence("lift-other", Given.DAY, State.DONE).doneAt(Given.T0));
    assertThat(listed(q -> q.schedule().unsettledVisits(1))).containsExactly(young);
    write(store(), tx -> tx.schedule().update(young.doneAt(Given.T0)));
    assertThat(listed(q -> q.schedule().unsettledVisits(9))).containsExactly(old);
  }

  @Test
  default void the_order_of_a_visit_says_when_its_work_was_completed() {
    WorkOrder order = Given.order("WX-20261121-001", "plan", List.of());
    write(
        store(),
        tx -> {
          tx.record(order, Given.change(order, "complete"));
          tx.schedule()
              .addOccurrence(
                  Given.occurrence("lift-yearly", Given.DAY, State.DUE)
                      .by(Optional.of(order.id())));
          tx.schedule()
              .addOccurrence(
                  Given.occurrence("lift-yearly", Given.DAY.minusDays(9), State.DONE)
                      .by(Optional.of(order.id())));
        });
    assertThat(listed(q -> q.schedule().ordersOfOpenVisits()))
        .containsExactly(
            new VisitOrder(order.id(), order.status(), Optional.of(order.updatedAt())));
  }

  @Test
  default void a_visit_is_taken_back_as_long_as_no_order_does_it() {
    Occurrence due = Given.occurrence("lift-yearly", Given.DAY, State.DUE);
    WorkOrder order = Given.order("WX-20261121-001", "plan", List.of());
    Occurrence ordered =
        Given.occurrence("lift-other", Given.DAY, State.DUE).by(Optional.of(order.id()));
    write(
        store(),
        tx -> {
          tx.record(order, Given.change(order, "created"));
          tx.schedule().addOccurrence(due);
          tx.schedule().addOccurrence(ordered);
          tx.schedule().remove(due);
          tx.schedule().remove(ordered);
        });
    assertThat(listed(reopened(), q -> q.schedule().openVisits())).containsExactly(ordered);
  }

  @Test
  default void a_counter_comes_back_as_it_was() {
    MeterAt meter = new MeterAt(new PlanAt("pump-service", "pump-b1"), "run_hours");
    write(store(), tx -> tx.schedule().save(meter, new CounterRun(0, 4_000.125, Given.T0)));
    CounterRun later = new CounterRun(12.5, 4_012.625, Given.T0.plusSeconds(60));
    write(store(), tx -> tx.schedule().save(meter, later));
    assertThat(found(reopened(), q -> q.schedule().counterRun(meter))).contains(later);
    assertThat(found(q -> q.schedule().counterRun(new MeterAt(meter.plan(), "starts")))).isEmpty();
  }

  @Test
  default void the_last_alarm_and_event_are_found_from_a_time_on() {
    write(
        store(),
        tx -> {
          tx.record(Given.raised(Given.alarm("a1", "pump-b1", "dry_run")));
          assertThat(tx.keep(Given.event("e1", Given.T0, "沪A12345"), false)).isTrue();
        });
    assertThat(found(q -> q.lastRaised("pump-b1", "dry_run", Given.T0))).contains(Given.T0);
    assertThat(found(q -> q.lastRaised("pump-b1", "dry_run", Given.T0.plusMillis(1)))).isEmpty();
    assertThat(found(q -> q.lastRaised("pump-b2", "dry_run", Given.T0))).isEmpty();
    assertThat(found(q -> q.lastEvent("gate-n", "passage", Given.T0))).contains(Given.T0);
    assertThat(found(q -> q.lastEvent("gate-n", "passage", Given.T0.plusMillis(1)))).isEmpty();
  }

  @Test
  default void the_newest_skipped_visit_is_known() {
    for (int day = 0; day < 3; day++) {
      ScheduleNote note =
          new ScheduleNote(
              "lift-yearly",
              "lift-a1",
              Given.DAY.plusDays(day),
              day == 2 ? ScheduleNote.Kind.WITHDRAWN : ScheduleNote.Kind.SKIPPED,
              Given.T0,
              Optional.empty());
      assertThat(store().<Boolean>transact(tx -> tx.schedule().add(note))).isTrue();
    }
    assertThat(store().<Map<PlanAt, LocalDate>>query(q -> q.schedule().skippedVisits()))
        .isEqualTo(Map.of(new PlanAt("lift-yearly", "lift-a1"), Given.DAY.plusDays(1)));
  }

  @Test
  default void a_line_of_the_schedules_record_is_kept_once() {
    ScheduleNote note =
        new ScheduleNote(
            "lift-yearly",
            "lift-a1",
            Given.DAY,
            ScheduleNote.Kind.GAP_BROKEN,
            Given.T0,
            Optional.of("2025-11-21"));
    ScheduleNote again =
        new ScheduleNote(
            note.plan(),
            note.equipment(),
            note.day(),
            note.kind(),
            Given.T0.plusSeconds(60),
            Optional.empty());
    assertThat(store().<Boolean>transact(tx -> tx.schedule().add(note))).isTrue();
    assertThat(store().<Boolean>transact(tx -> tx.schedule().add(again))).isFalse();
    assertThat(
            listed(reopened(), q -> q.schedule().scheduleNotes(Given.T0, Given.T0.plusSeconds(1))))
        .containsExactly(note);
    assertThat(
            listed(
                q -> q.schedule().scheduleNotes(Given.T0.plusSeconds(1), Given.T0.plusSeconds(99))))
        .isEmpty();
  }

  @Test
  default void the_schedule_goes_on_where_it_was_worked_off() {
    assertThat(found(q -> q.schedule().planWatermark())).isEmpty();
    write(store(), tx -> tx.schedule().planWatermark(Given.T0));
    write(store(), tx -> tx.schedule().planWatermark(Given.T0.plusSeconds(60)));
    assertThat(found(reopened(), q -> q.schedule().planWatermark()))
        .contains(Given.T0.plusSeconds(60));
  }
}
