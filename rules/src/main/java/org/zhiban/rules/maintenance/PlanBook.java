package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.Occurrence.State;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** The visits on record, and what becomes of them while the schedule is worked off. */
final class PlanBook {
  private final Instant now;
  private final Map<PlanAt, List<Row>> rows = new LinkedHashMap<>();
  private final List<ScheduleNote> notes = new ArrayList<>();

  PlanBook(Collection<Occurrence> existing, Instant now) {
    this.now = now;
    existing.forEach(o -> put(new Row(Optional.of(o), o)));
  }

  /** One visit, on record or new. */
  static final class Row {
    private final Optional<Occurrence> before;
    private Occurrence visit;
    private boolean withdrawn;

    private Row(Optional<Occurrence> before, Occurrence visit) {
      this.before = before;
      this.visit = visit;
    }

    Occurrence visit() {
      return visit;
    }

    void become(Occurrence other) {
      visit = other;
    }

    boolean onRecord() {
      return before.isPresent();
    }

    boolean withdrawn() {
      return withdrawn;
    }

    /** It is to be done, with or without an order. */
    boolean open() {
      return !withdrawn && visit.state() == State.DUE;
    }

    /** It is to be done, and nobody was told to. */
    boolean waits() {
      return open() && visit.workOrder().isEmpty();
    }
  }

  /** A plan at an equipment as it stood, to go back to where something goes wrong with it. */
  final class Page {
    private record Line(Row row, Occurrence visit, boolean withdrawn) {}

    private final PlanAt at;
    private final List<Line> lines;
    private final int noted = notes.size();

    private Page(PlanAt at) {
      this.at = at;
      this.lines =
          rows.getOrDefault(at, List.of()).stream()
              .map(row -> new Line(row, row.visit, row.withdrawn))
              .toList();
    }

    void restore() {
      for (Line line : lines) {
        line.row.visit = line.visit;
        line.row.withdrawn = line.withdrawn;
      }
      rows.put(at, new ArrayList<>(lines.stream().map(Line::row).toList()));
      notes.subList(noted, notes.size()).clear();
    }
  }

  Page page(PlanAt at) {
    return new Page(at);
  }

  private Row put(Row row) {
    rows.computeIfAbsent(PlanAt.of(row.visit()), _ -> new ArrayList<>()).add(row);
    return row;
  }

  Row add(Occurrence visit) {
    return put(new Row(Optional.empty(), visit));
  }

  /** Of a plan at an equipment, by date; those taken back are not among them. */
  List<Row> of(String plan, String equipment) {
    return rows.getOrDefault(new PlanAt(plan, equipment), List.of()).stream()
        .filter(row -> !row.withdrawn())
        .sorted(Comparator.comparing(row -> row.visit().nominal()))
        .toList();
  }

  boolean has(String plan, String equipment, LocalDate nominal) {
    return rows.getOrDefault(new PlanAt(plan, equipment), List.of()).stream()
        .anyMatch(row -> !row.withdrawn() && row.visit().nominal().equals(nominal));
  }

  Stream<Row> all() {
    return rows.values().stream().flatMap(List::stream).filter(row -> !row.withdrawn());
  }

  /** Takes back a visit on which nobody works. */
  void withdraw(Row row, String why) {
    row.withdrawn = true;
    if (row.onRecord()) {
      note(row.visit(), ScheduleNote.Kind.WITHDRAWN, Optional.of(why));
    }
  }

  void note(Occurrence visit, ScheduleNote.Kind kind, Optional<String> detail) {
    note(PlanAt.of(visit), visit.nominal(), kind, detail);
  }

  void note(PlanAt at, LocalDate day, ScheduleNote.Kind kind, Optional<String> detail) {
    notes.add(new ScheduleNote(at.plan(), at.equipment(), day, kind, now, detail));
  }

  List<ScheduleNote> notes() {
    return notes;
  }

  List<Occurrence> added() {
    return all().filter(row -> !row.onRecord()).map(Row::visit).toList();
  }

  List<Occurrence> changed() {
    return all()
        .filter(row -> row.before.filter(before -> !before.equals(row.visit())).isPresent())
        .map(Row::visit)
        .toList();
  }

  List<Occurrence> withdrawn() {
    return rows.values().stream()
        .flatMap(List::stream)
        .filter(Row::withdrawn)
        .flatMap(row -> row.before.stream())
        .toList();
  }
}
