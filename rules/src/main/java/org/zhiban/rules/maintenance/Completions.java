package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** On which day the work of a plan was last done. */
final class Completions {
  private final PlanRequest request;
  private final Site site;
  private final WorkHours hours;
  private final Map<PlanAt, Instant> unverified = new HashMap<>();

  Completions(PlanRequest request, WorkHours hours) {
    this.request = request;
    this.site = request.site();
    this.hours = hours;
    for (Occurrence visit : request.existing()) {
      visit
          .workOrder()
          .filter(_ -> visit.state() == Occurrence.State.DUE)
          .map(request.completed()::get)
          .ifPresent(time -> unverified.merge(PlanAt.of(visit), time, Completions::later));
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * The newest completion of the plan, or of a larger one that covers it; the site's word counts as
   * a completion.
   */
  Optional<LocalDate> last(PlanSpec plan, Equipment equipment) {
    return days(plan, equipment, false).stream().max(Comparator.naturalOrder());
  }

  /** The same, with work that waits to be verified: it was done, whoever is to agree. */
  Optional<LocalDate> lastWorked(PlanSpec plan, Equipment equipment) {
    return days(plan, equipment, true).stream().max(Comparator.naturalOrder());
  }

  /**
   * Whether the newest work waits to be verified: what counts since the last completion has not
   * begun to count from it.
   */
  boolean awaitsWord(PlanSpec plan, Equipment equipment) {
    List<String> ids = withLarger(plan, equipment);
    return ids.stream()
        .flatMap(id -> Optional.ofNullable(unverified.get(new PlanAt(id, equipment.id()))).stream())
        .anyMatch(time -> ids.stream().allMatch(id -> isBefore(id, equipment, time)));
  }

  /** The agreed work of a plan is older than a time; the site's word is of noon. */
  private boolean isBefore(String id, Equipment equipment, Instant time) {
    return Stream.concat(
            Optional.ofNullable(request.done().get(new PlanAt(id, equipment.id())))
                .flatMap(Occurrence::doneAt)
                .stream(),
            Optional.ofNullable(equipment.lastDone().get(id))
                .map(day -> day.atTime(LocalTime.NOON).atZone(site.zone()).toInstant())
                .stream())
        .allMatch(time::isAfter);
  }

  /** The plan, and those that absorb it. */
  private List<String> withLarger(PlanSpec plan, Equipment equipment) {
    return equipment.maintenance().stream()
        .filter(id -> id.equals(plan.id()) || plan(id).absorbs().contains(plan.id()))
        .toList();
  }

  private PlanSpec plan(String id) {
    return Objects.requireNonNull(site.plans().get(id), id);
  }

  private List<LocalDate> days(PlanSpec plan, Equipment equipment, boolean withUnverified) {
    List<LocalDate> days = new ArrayList<>();
    for (String id : withLarger(plan, equipment)) {
      PlanSpec other = plan(id);
      PlanAt at = new PlanAt(id, equipment.id());
      Optional.ofNullable(request.done().get(at))
          .flatMap(Occurrence::doneAt)
          .map(time -> hours.serviceDay(other, time))
          .ifPresent(days::add);
      Optional.ofNullable(equipment.lastDone().get(id)).ifPresent(days::add);
      Optional.ofNullable(unverified.get(at))
          .filter(_ -> withUnverified)
          .map(time -> hours.serviceDay(other, time))
          .ifPresent(days::add);
    }
    return days;
  }
}
