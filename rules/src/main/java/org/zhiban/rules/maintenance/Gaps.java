package org.zhiban.rules.maintenance;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Span;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/**
 * Says of each longest gap that passed without a visit that it did; not of one in which the
 * equipment was out of service.
 */
final class Gaps {
  private final PlanRequest request;
  private final PlanBook book;
  private final DueDates dates;
  private final WorkHours hours;
  private final Completions completions;

  Gaps(
      PlanRequest request,
      PlanBook book,
      DueDates dates,
      WorkHours hours,
      Completions completions) {
    this.request = request;
    this.book = book;
    this.dates = dates;
    this.hours = hours;
    this.completions = completions;
  }

  void judge() {
    for (Equipment equipment : request.site().equipment().values()) {
      if (equipment.outOfService()) {
        continue;
      }
      for (String id : equipment.maintenance()) {
        PlanSpec plan = Objects.requireNonNull(request.site().plans().get(id), id);
        gaps(plan.recurrence()).forEach(gap -> judge(plan, gap, equipment));
      }
    }
  }

  private void judge(PlanSpec plan, Span gap, Equipment equipment) {
    Optional<LocalDate> worked = completions.lastWorked(plan, equipment);
    if (worked.isEmpty()) {
      return;
    }
    PlanAt at = new PlanAt(plan.id(), equipment.id());
    if (Optional.ofNullable(request.skipped().get(at)).filter(worked.get()::isBefore).isPresent()) {
      return;
    }
    LocalDate latest = dates.latest(worked.get(), gap);
    if (!request.now().isBefore(hours.broken(plan, latest))) {
      book.note(at, latest, ScheduleNote.Kind.GAP_BROKEN, Optional.of(worked.get().toString()));
    }
  }

  private static Stream<Span> gaps(PlanSpec.Recurrence recurrence) {
    return switch (recurrence) {
      case PlanSpec.Ceiling(Span gap) -> Stream.of(gap);
      case PlanSpec.FirstOf(List<PlanSpec.Recurrence> parts) -> parts.stream().flatMap(Gaps::gaps);
      case PlanSpec.Rule _, PlanSpec.Floating _, PlanSpec.Meter _, PlanSpec.After _ ->
          Stream.empty();
    };
  }
}
