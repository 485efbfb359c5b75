package org.zhiban.rules.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.rules.maintenance.PlanOutcome.DueOrder;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** From plans to what is due, absorbed and missed. */
public final class Planning {
  /** A clock that says less is dead. */
  private static final Instant EARLIEST = Instant.parse("2024-01-01T00:00:00Z");

  private static final Duration TOLERATED_STEP_BACK = Duration.ofDays(1);

  private final PlanRequest request;
  private final Site site;
  private final DueDates dates;
  private final Map<Key, Occurrence> known = new LinkedHashMap<>();
  private final Set<Key> added = new HashSet<>();
  private final Set<Key> changed = new HashSet<>();

  private record Key(String plan, String equipment, LocalDate nominal) {
    static Key of(Occurrence o) {
      return new Key(o.plan(), o.equipment(), o.nominal());
    }
  }

  private Planning(PlanRequest request) {
    this.request = request;
    this.site = request.site();
    this.dates = new DueDates(site);
    request.existing().forEach(o -> known.put(Key.of(o), o));
  }

  /** What is to be written of the schedule now; the same request gives the same answer. */
  public static PlanOutcome plan(PlanRequest request) {
    Instant notBefore =
        request
            .watermark()
            .map(mark -> mark.minus(TOLERATED_STEP_BACK))
            .filter(EARLIEST::isBefore)
            .orElse(EARLIEST);
    if (request.now().isBefore(notBefore)) {
      return new PlanOutcome.Refused(new PlanOutcome.Reason.ClockNotSane(request.now(), notBefore));
    }
    return new Planning(request).workOff();
  }

  private PlanOutcome workOff() {
    for (Equipment equipment : site.equipment().values()) {
      for (String id : equipment.maintenance()) {
        addNew(plan(id), equipment);
      }
      equipment.maintenance().forEach(id -> absorb(plan(id), equipment));
    }
    List<DueOrder> orders = new ArrayList<>();
    actionable().forEach(visit -> orders.add(order(visit)));
    return new PlanOutcome.Planned(
        known.entrySet().stream()
            .filter(e -> added.contains(e.getKey()))
            .map(Map.Entry::getValue)
            .toList(),
        known.entrySet().stream()
            .filter(e -> changed.contains(e.getKey()) && !added.contains(e.getKey()))
            .map(Map.Entry::getValue)
            .toList(),
        orders,
        request.watermark().filter(mark -> mark.isAfter(request.now())).orElse(request.now()));
  }

  private PlanSpec plan(String id) {
    return Objects.requireNonNull(site.plans().get(id), id);
  }

  private void addNew(PlanSpec plan, Equipment equipment) {
    boolean oneAtATime = !(plan.recurrence() instanceof PlanSpec.Rule);
    if (oneAtATime && open(plan.id(), equipment.id())) {
      return;
    }
    LocalDate today = day(request.now());
    LocalDate first = request.watermark().map(this::day).filter(today::isAfter).orElse(today);
    dates
        .between(plan, equipment, lastDone(plan, equipment), first, today.plus(request.horizon()))
        .stream()
        .filter(o -> !known.containsKey(Key.of(o)))
        .forEach(
            o -> {
              known.put(Key.of(o), o);
              added.add(Key.of(o));
            });
  }

  private boolean open(String plan, String equipment) {
    return known.values().stream()
        .anyMatch(
            o ->
                o.plan().equals(plan)
                    && o.equipment().equals(equipment)
                    && o.state() == Occurrence.State.DUE);
  }

  /**
   * The newest completion of the plan, or of a larger one that covers it; the site's word counts as
   * a completion.
   */
  private Optional<LocalDate> lastDone(PlanSpec plan, Equipment equipment) {
    List<LocalDate> days = new ArrayList<>();
    for (String id : equipment.maintenance()) {
      if (id.equals(plan.id()) || plan(id).absorbs().contains(plan.id())) {
        Optional.ofNullable(request.lastDone().get(new PlanAt(id, equipment.id())))
            .ifPresent(days::add);
        Optional.ofNullable(equipment.lastDone().get(id)).ifPresent(days::add);
      }
    }
    return days.stream().max(Comparator.naturalOrder());
  }

  /**
   * A larger visit covers the smaller one that is aimed at no earlier than the larger and may wait
   * for it.
   */
  private void absorb(PlanSpec larger, Equipment equipment) {
    for (Occurrence visit : List.copyOf(known.values())) {
      if (!visit.plan().equals(larger.id())
          || !visit.equipment().equals(equipment.id())
          || visit.state() != Occurrence.State.DUE) {
        continue;
      }
      for (Occurrence smaller : List.copyOf(known.values())) {
        if (larger.absorbs().contains(smaller.plan())
            && smaller.equipment().equals(equipment.id())
            && smaller.state() == Occurrence.State.DUE
            && smaller.workOrder().isEmpty()
            && !visit.nominal().isAfter(day(smaller.dueAt().minusMillis(1)))
            && !smaller.nominal().isAfter(day(visit.dueAt().minusMillis(1)))) {
          change(with(smaller, Occurrence.State.ABSORBED, Optional.of(larger.id())));
        }
      }
    }
  }

  /**
   * Of what should have begun, the newest of each plan at each equipment; the older ones are
   * missed, on record.
   */
  private List<Occurrence> actionable() {
    Map<PlanAt, Occurrence> newest = new HashMap<>();
    List<Occurrence> begun =
        known.values().stream()
            .filter(
                o ->
                    o.state() == Occurrence.State.DUE
                        && o.workOrder().isEmpty()
                        && !o.startAt().isAfter(request.now()))
            .filter(this::stillPlanned)
            .sorted(Comparator.comparing(Occurrence::startAt))
            .toList();
    for (Occurrence visit : begun) {
      Occurrence older = newest.put(new PlanAt(visit.plan(), visit.equipment()), visit);
      if (older != null) {
        change(with(older, Occurrence.State.MISSED, Optional.empty()));
      }
    }
    return begun.stream().filter(newest.values()::contains).toList();
  }

  private boolean stillPlanned(Occurrence visit) {
    Equipment equipment = site.equipment().get(visit.equipment());
    return equipment != null
        && equipment.maintenance().contains(visit.plan())
        && site.plans().containsKey(visit.plan());
  }

  private DueOrder order(Occurrence visit) {
    Equipment equipment = Objects.requireNonNull(site.equipment().get(visit.equipment()));
    PlanSpec plan = plan(visit.plan());
    return new DueOrder(visit, PlanOrder.of(site, plan, equipment, visit, request.now()));
  }

  private void change(Occurrence to) {
    known.put(Key.of(to), to);
    changed.add(Key.of(to));
  }

  private static Occurrence with(
      Occurrence o, Occurrence.State state, Optional<String> absorbedBy) {
    return new Occurrence(
        o.plan(),
        o.equipment(),
        o.nominal(),
        o.level(),
        o.startAt(),
        o.dueAt(),
        state,
        o.workOrder(),
        absorbedBy);
  }

  private LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, site.zone());
  }

  /**
   * Plans of the site whose recurrence is accepted but makes no occurrences yet, or not by all of
   * its parts.
   */
  public static List<PlanSpec> notActing(Site site) {
    return site.plans().values().stream().filter(plan -> !acts(plan.recurrence())).toList();
  }

  private static boolean acts(PlanSpec.Recurrence recurrence) {
    return switch (recurrence) {
      case PlanSpec.Rule _, PlanSpec.Floating _, PlanSpec.Ceiling _ -> true;
      case PlanSpec.Meter _, PlanSpec.After _ -> false;
      case PlanSpec.FirstOf(List<PlanSpec.Recurrence> parts) ->
          parts.stream().allMatch(Planning::acts);
    };
  }
}
