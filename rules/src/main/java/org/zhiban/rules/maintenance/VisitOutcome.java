package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderStatus;

/**
 * What a step of its order makes of a visit of the schedule. A visit whose order ends without the
 * work is still owed, late or not: it gets another order the next day, at the hour at which it may
 * start, until it is done or, of a plan by dates, until the next date begins.
 */
public final class VisitOutcome {
  private final Site site;
  private final WorkHours hours;

  public VisitOutcome(Site site) {
    this.site = site;
    this.hours = new WorkHours(site);
  }

  /** The visit after its order came to a status; empty where nothing of it changes. */
  public Optional<Occurrence> after(Occurrence visit, OrderStatus order, Instant now) {
    return switch (order) {
      case CLOSED -> closed(visit);
      case CANCELLED, REJECTED, MERGED -> notDone(visit, now);
      case REPORTED,
          TRIAGED,
          WAIT_APPROVAL,
          DISPATCHED,
          ACCEPTED,
          ON_SITE,
          IN_PROGRESS,
          ON_HOLD,
          VERIFY,
          VISIT ->
          open(visit);
    };
  }

  /** Done late is done. */
  private static Optional<Occurrence> closed(Occurrence visit) {
    return switch (visit.state()) {
      case DUE, MISSED ->
          Optional.of(changed(visit, visit.startAt(), Occurrence.State.DONE, visit.workOrder()));
      case DONE, ABSORBED -> Optional.empty();
    };
  }

  /** Work that did not hold was not done. */
  private static Optional<Occurrence> open(Occurrence visit) {
    return visit.state() == Occurrence.State.DONE
        ? Optional.of(changed(visit, visit.startAt(), Occurrence.State.DUE, visit.workOrder()))
        : Optional.empty();
  }

  private Optional<Occurrence> notDone(Occurrence visit, Instant now) {
    if (visit.state() != Occurrence.State.DUE) {
      return Optional.empty();
    }
    return planned(visit)
        .map(
            plan ->
                changed(visit, nextDay(plan, visit, now), Occurrence.State.DUE, Optional.empty()))
        .or(
            () ->
                Optional.of(
                    changed(visit, visit.startAt(), Occurrence.State.MISSED, visit.workOrder())));
  }

  /** The plan, where the equipment still has it. */
  private Optional<PlanSpec> planned(Occurrence visit) {
    return Optional.ofNullable(site.equipment().get(visit.equipment()))
        .map(Equipment::maintenance)
        .filter(plans -> plans.contains(visit.plan()))
        .map(_ -> site.plans().get(visit.plan()));
  }

  /** After midnight the night that ends is that of the day before; the coming one is the next. */
  private Instant nextDay(PlanSpec plan, Occurrence visit, Instant now) {
    ZonedDateTime start = visit.startAt().atZone(site.zone());
    return hours
        .serviceDay(plan, now)
        .plusDays(1)
        .atTime(start.toLocalTime())
        .atZone(site.zone())
        .toInstant();
  }

  /**
   * What a larger visit that is owed again, its work not having held, makes of those that it
   * absorbed: they are owed too, and wait for it as before.
   *
   * @param absorbed visits at its equipment that were absorbed by its plan
   */
  public List<Occurrence> uncovered(Occurrence larger, List<Occurrence> absorbed) {
    return absorbed.stream()
        .filter(visit -> visit.state() == Occurrence.State.ABSORBED)
        .filter(visit -> hours.beside(larger, visit))
        .map(visit -> visit.as(Occurrence.State.DUE))
        .toList();
  }

  private static Occurrence changed(
      Occurrence visit, Instant startAt, Occurrence.State state, Optional<String> order) {
    return new Occurrence(
        visit.plan(),
        visit.equipment(),
        visit.nominal(),
        visit.level(),
        startAt,
        visit.dueAt(),
        state,
        order,
        visit.absorbedBy());
  }
}
