package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.rules.maintenance.DueDates.Next;
import org.zhiban.rules.maintenance.PlanBook.Row;

/** Equipment that is out of service has no visits; the record says which it would have had. */
final class Resting {
  private final PlanRequest request;
  private final PlanBook book;
  private final DueDates dates;
  private final WorkHours hours;
  private final Covering covering;

  Resting(PlanRequest request, PlanBook book, DueDates dates, WorkHours hours, Covering covering) {
    this.request = request;
    this.book = book;
    this.dates = dates;
    this.hours = hours;
    this.covering = covering;
  }

  /** The orders that are out stay with the people who have them. */
  void skip(PlanSpec plan, Equipment equipment, Optional<Next> next) {
    for (Row row : book.of(plan.id(), equipment.id())) {
      if (covering.toBeMade(row)) {
        if (begun(row.visit())) {
          skipped(row.visit());
        }
        book.withdraw(row, "out_of_service");
      }
    }
    if (plan.recurrence() instanceof PlanSpec.Rule rule) {
      LocalDate today = hours.day(request.now());
      LocalDate first = request.watermark().map(hours::day).filter(today::isAfter).orElse(today);
      dates.byRule(plan, rule, equipment, first, today).stream()
          .filter(this::begun)
          .filter(visit -> !book.has(plan.id(), equipment.id(), visit.nominal()))
          .forEach(this::skipped);
    } else {
      next.filter(it -> !it.occasion())
          .map(Next::visit)
          .filter(this::begun)
          .filter(visit -> !book.has(plan.id(), equipment.id(), visit.nominal()))
          .ifPresent(this::skipped);
    }
  }

  private boolean begun(Occurrence visit) {
    Instant now = request.now();
    return !visit.startAt().isAfter(now);
  }

  private void skipped(Occurrence visit) {
    book.note(visit, ScheduleNote.Kind.SKIPPED, Optional.empty());
  }
}
