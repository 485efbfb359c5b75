package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.rules.maintenance.PlanBook.Row;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/**
 * A larger visit covers a smaller one beside it. The smaller one waits for it, and is absorbed when
 * the larger one is done: until then the larger is due when the smaller would be, and where it is
 * late or gone the smaller is due by itself again.
 */
final class Covering {
  private final PlanRequest request;
  private final Site site;
  private final PlanBook book;
  private final WorkHours hours;

  Covering(PlanRequest request, PlanBook book, WorkHours hours) {
    this.request = request;
    this.site = request.site();
    this.book = book;
    this.hours = hours;
  }

  /** Absorbs what waited for a larger visit that is done. */
  void settle(Equipment equipment) {
    for (String id : equipment.maintenance()) {
      for (Row row : book.of(id, equipment.id())) {
        row.visit()
            .absorbedBy()
            .filter(_ -> row.waits())
            .map(larger -> request.done().get(new PlanAt(larger, equipment.id())))
            .filter(done -> hours.beside(done, row.visit()))
            .ifPresent(_ -> row.become(row.visit().as(Occurrence.State.ABSORBED)));
      }
    }
  }

  /** Says of every visit without an order whether a larger one is to cover it. */
  void decide(Equipment equipment) {
    for (PlanSpec plan : largestFirst(equipment)) {
      List<Row> waiting =
          book.of(plan.id(), equipment.id()).stream()
              .filter(this::toBeMade)
              .sorted(Comparator.comparing(row -> row.visit().dueAt()))
              .toList();
      for (Row smaller : waiting) {
        Optional<Row> larger = larger(equipment, smaller.visit());
        if (larger.isPresent()) {
          cover(smaller, larger.get());
        } else {
          smaller
              .visit()
              .absorbedBy()
              .ifPresent(
                  lost ->
                      book.note(smaller.visit(), ScheduleNote.Kind.UNCOVERED, Optional.of(lost)));
          smaller.become(smaller.visit().under(Optional.empty()));
        }
      }
    }
  }

  private static void cover(Row smaller, Row larger) {
    smaller.become(smaller.visit().under(Optional.of(larger.visit().plan())));
    if (larger.waits() && smaller.visit().dueAt().isBefore(larger.visit().dueAt())) {
      larger.become(larger.visit().at(larger.visit().startAt(), smaller.visit().dueAt()));
    }
  }

  /** Its order is completed; it waits to be verified. */
  boolean completed(Row row) {
    return row.open()
        && row.visit().workOrder().filter(request.completed()::containsKey).isPresent();
  }

  /** It is to be done, nobody was told to, and it was not done with a larger one. */
  boolean toBeMade(Row row) {
    return row.waits() && !doneWithLarger(row);
  }

  /** The larger one that covers it was done: when that is verified, it is absorbed. */
  private boolean doneWithLarger(Row row) {
    Occurrence visit = row.visit();
    Equipment equipment = site.equipment().get(visit.equipment());
    return row.waits()
        && equipment != null
        && largerBeside(equipment, visit)
            .filter(larger -> visit.absorbedBy().filter(larger.visit().plan()::equals).isPresent())
            .anyMatch(this::completed);
  }

  private Stream<Row> largerBeside(Equipment equipment, Occurrence smaller) {
    return equipment.maintenance().stream()
        .filter(id -> plan(id).absorbs().contains(smaller.plan()))
        .flatMap(id -> book.of(id, equipment.id()).stream())
        .filter(Row::open)
        .filter(row -> row.visit().absorbedBy().isEmpty())
        .filter(row -> hours.beside(row.visit(), smaller));
  }

  private Optional<Row> larger(Equipment equipment, Occurrence smaller) {
    return largerBeside(equipment, smaller).filter(row -> inTime(row, smaller)).findFirst();
  }

  private boolean inTime(Row larger, Occurrence smaller) {
    Occurrence visit = larger.visit();
    if (completed(larger)) {
      return false;
    }
    boolean promised =
        larger.waits()
            || !visit.dueAt().isAfter(smaller.dueAt())
            || smaller.absorbedBy().filter(visit.plan()::equals).isPresent();
    Instant latest = visit.dueAt().isBefore(smaller.dueAt()) ? visit.dueAt() : smaller.dueAt();
    return promised && visit.startAt().isBefore(smaller.dueAt()) && request.now().isBefore(latest);
  }

  /** A plan stands behind all that absorb it. */
  private List<PlanSpec> largestFirst(Equipment equipment) {
    List<PlanSpec> ordered = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    equipment.maintenance().forEach(id -> place(id, equipment, seen, ordered));
    return ordered;
  }

  private void place(String id, Equipment equipment, Set<String> seen, List<PlanSpec> ordered) {
    if (seen.add(id)) {
      equipment.maintenance().stream()
          .filter(other -> plan(other).absorbs().contains(id))
          .forEach(other -> place(other, equipment, seen, ordered));
      ordered.add(plan(id));
    }
  }

  private PlanSpec plan(String id) {
    return Objects.requireNonNull(site.plans().get(id), id);
  }
}
