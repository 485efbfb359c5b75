package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.rules.maintenance.DueDates.Base;
import org.zhiban.rules.maintenance.DueDates.Next;

/**
 * The visits to come if each is made on the day at which it is aimed: the workload, not the
 * schedule. What counters, alarms and events will ask for nobody knows; it is not in it.
 */
public final class Forecast {
  /** A visit on a day. */
  public record Visit(LocalDate day, PlanSpec plan, String equipment) {}

  private final Site site;
  private final DueDates dates;
  private final WorkHours hours;
  private final LocalDate today;
  private final LocalDate last;

  private Forecast(Site site, Instant now, LocalDate last) {
    this.site = site;
    this.dates = new DueDates(site);
    this.hours = new WorkHours(site);
    this.today = hours.day(now);
    this.last = last;
  }

  /**
   * The visits from today to a day, by day.
   *
   * @param done the newest completion by plan and equipment
   */
  public static List<Visit> of(
      Site site, Map<PlanRequest.PlanAt, Occurrence> done, Instant now, LocalDate last) {
    Forecast forecast = new Forecast(site, now, last);
    PlanRequest request =
        new PlanRequest(
            site,
            List.of(),
            done,
            Map.of(),
            List.of(),
            PlanRequest.Occasions.NONE,
            Map.of(),
            Optional.empty(),
            now,
            PlanRequest.HORIZON);
    Completions completions = new Completions(request, forecast.hours);
    List<Visit> visits = new ArrayList<>();
    for (Equipment equipment : site.equipment().values()) {
      if (!equipment.outOfService()) {
        visits.addAll(forecast.at(equipment, completions));
      }
    }
    visits.sort(Comparator.comparing(Visit::day));
    return visits;
  }

  private PlanSpec plan(String id) {
    return Objects.requireNonNull(site.plans().get(id), id);
  }

  private List<Visit> at(Equipment equipment, Completions completions) {
    List<PlanSpec> plans = equipment.maintenance().stream().map(this::plan).toList();
    List<Visit> visits = new ArrayList<>();
    counted(plans, equipment, completions, visits);
    List<Visit> byDate = new ArrayList<>();
    for (PlanSpec plan : plans) {
      if (plan.recurrence() instanceof PlanSpec.Rule rule) {
        dates
            .byRule(plan, rule, equipment, today, last)
            .forEach(o -> byDate.add(new Visit(o.nominal(), plan, equipment.id())));
      }
    }
    List<Visit> all = new ArrayList<>(visits);
    all.addAll(byDate);
    byDate.stream().filter(visit -> !covered(visit, all)).forEach(visits::add);
    return visits;
  }

  /** A larger one of the same day covers what is due by a date. */
  private static boolean covered(Visit visit, List<Visit> all) {
    return all.stream()
        .anyMatch(
            larger ->
                larger.day().equals(visit.day())
                    && larger.plan().absorbs().contains(visit.plan().id()));
  }

  /** What counts from the work, one after the other; a larger visit takes a smaller one with it. */
  private void counted(
      List<PlanSpec> plans, Equipment equipment, Completions completions, List<Visit> visits) {
    Map<String, LocalDate> work = new HashMap<>();
    for (PlanSpec plan : plans) {
      completions.last(plan, equipment).ifPresent(day -> work.put(plan.id(), day));
    }
    Optional<Occurrence> first = first(plans, equipment, work);
    while (first.isPresent() && !day(first.get()).isAfter(last)) {
      Occurrence visit = larger(first.get(), plans, equipment, work).orElse(first.get());
      PlanSpec plan = plan(visit.plan());
      LocalDate day = day(visit);
      visits.add(new Visit(day, plan, equipment.id()));
      work.put(plan.id(), day);
      plan.absorbs().forEach(smaller -> work.put(smaller, day));
      first = first(plans, equipment, work);
    }
  }

  private LocalDate day(Occurrence visit) {
    return visit.nominal().isBefore(today) ? today : visit.nominal();
  }

  private Optional<Occurrence> first(
      List<PlanSpec> plans, Equipment equipment, Map<String, LocalDate> work) {
    return plans.stream()
        .flatMap(plan -> next(plan, equipment, work).stream())
        .min(Comparator.comparing(Occurrence::nominal));
  }

  private Optional<Occurrence> larger(
      Occurrence smaller, List<PlanSpec> plans, Equipment equipment, Map<String, LocalDate> work) {
    return plans.stream()
        .filter(plan -> plan.absorbs().contains(smaller.plan()))
        .flatMap(plan -> next(plan, equipment, work).stream())
        .filter(
            visit ->
                !day(visit).isAfter(hours.lastDay(smaller.dueAt()))
                    && !smaller.nominal().isAfter(hours.lastDay(visit.dueAt())))
        .max(Comparator.comparingInt(visit -> plan(visit.plan()).absorbs().size()));
  }

  private Optional<Occurrence> next(
      PlanSpec plan, Equipment equipment, Map<String, LocalDate> work) {
    if (plan.recurrence() instanceof PlanSpec.Rule) {
      return Optional.empty();
    }
    Optional<LocalDate> before = Optional.ofNullable(work.get(plan.id()));
    Instant from =
        before.filter(today::isBefore).orElse(today).atTime(0, 0).atZone(site.zone()).toInstant();
    return dates
        .next(plan, equipment, new Base(before, from, Map.of(), Optional.empty()))
        .map(Next::visit)
        .filter(visit -> before.filter(day -> !day(visit).isAfter(day)).isEmpty());
  }
}
