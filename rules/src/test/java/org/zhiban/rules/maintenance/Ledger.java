package org.zhiban.rules.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.site.Site;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** What a store would hold after some rounds of planning, and of work. */
final class Ledger {
  final Map<String, Occurrence> rows = new HashMap<>();
  final Map<PlanAt, Occurrence> done = new HashMap<>();
  final List<ScheduleNote> notes = new ArrayList<>();
  PlanRequest.Occasions occasions = PlanRequest.Occasions.NONE;
  final Map<String, Instant> completed = new HashMap<>();
  final List<String> open = new ArrayList<>();
  private Optional<Instant> watermark = Optional.empty();
  int orders;

  static String key(Occurrence o) {
    return o.plan() + o.equipment() + o.nominal();
  }

  void plan(Site site, Instant now) {
    PlanOutcome outcome =
        Planning.plan(
            new PlanRequest(
                site,
                List.copyOf(rows.values()),
                done,
                completed,
                open,
                occasions,
                Map.of(),
                watermark,
                now,
                PlanRequest.HORIZON));
    assertThat(outcome).isInstanceOf(PlanOutcome.Planned.class);
    PlanOutcome.Planned planned = (PlanOutcome.Planned) outcome;
    for (Occurrence o : planned.withdrawn()) {
      assertThat(o.workOrder()).as("nobody works on it: %s", o).isEmpty();
      assertThat(rows.remove(key(o))).isNotNull();
    }
    for (ScheduleNote note : planned.notes()) {
      if (notes.stream().noneMatch(it -> same(it, note))) {
        notes.add(note);
      }
    }
    for (Occurrence o : planned.added()) {
      assertThat(rows.put(key(o), o)).as("added once: %s", o).isNull();
    }
    planned.changed().forEach(o -> rows.put(key(o), o));
    for (PlanOutcome.DueOrder due : planned.orders()) {
      String number = "WX-20261121-" + String.format(Locale.ROOT, "%03d", ++orders);
      Occurrence o = row(key(due.occurrence()));
      assertThat(o.workOrder()).as("ordered once: %s", o).isEmpty();
      assertThat(due.draft().numbered(number).order().checklist()).hasSize(1);
      open.add(number);
      rows.put(key(o), o.by(Optional.of(number)));
    }
    watermark = Optional.of(planned.watermark());
  }

  private static boolean same(ScheduleNote one, ScheduleNote other) {
    return one.plan().equals(other.plan())
        && one.equipment().equals(other.equipment())
        && one.day().equals(other.day())
        && one.kind() == other.kind();
  }

  List<LocalDate> noted(ScheduleNote.Kind kind) {
    return notes.stream()
        .filter(note -> note.kind() == kind)
        .map(ScheduleNote::day)
        .sorted()
        .toList();
  }

  /** The work is done at a time; a supervisor has yet to agree. */
  void complete(String key, Instant time) {
    String order = row(key).workOrder().orElseThrow();
    open.remove(order);
    completed.put(order, time);
  }

  /** The supervisor agrees. */
  void verify(String key) {
    Occurrence o = row(key);
    Instant time = Objects.requireNonNull(completed.remove(o.workOrder().orElseThrow()));
    Occurrence now = o.as(Occurrence.State.DONE).doneAt(time);
    rows.put(key, now);
    done.merge(
        new PlanAt(o.plan(), o.equipment()),
        now,
        (a, b) -> a.doneAt().orElseThrow().isAfter(b.doneAt().orElseThrow()) ? a : b);
  }

  /** The supervisor does not agree: it is to be done again. */
  void reopen(String key) {
    String order = row(key).workOrder().orElseThrow();
    assertThat(completed.remove(order)).isNotNull();
    open.add(order);
  }

  /** The order is cancelled: nobody does the visit. */
  void cancel(String key) {
    Occurrence o = row(key);
    o.workOrder().ifPresent(open::remove);
    rows.put(key, o.as(Occurrence.State.MISSED));
  }

  /** The order is cancelled: the visit is owed, and begins anew at a time. */
  void putOff(String key, Instant start) {
    Occurrence o = row(key);
    open.remove(o.workOrder().orElseThrow());
    rows.put(key, o.by(Optional.empty()).at(start, o.dueAt()));
  }

  Occurrence row(String key) {
    return Objects.requireNonNull(rows.get(key), key);
  }

  List<Occurrence> of(Occurrence.State state) {
    return rows.values().stream().filter(o -> o.state() == state).toList();
  }

  List<LocalDate> dates(String plan, Occurrence.State state) {
    return of(state).stream()
        .filter(o -> o.plan().equals(plan))
        .map(Occurrence::nominal)
        .sorted()
        .toList();
  }
}
