package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.rules.workorder.ServiceCalendar;

/** When a plan is due at an equipment. */
final class DueDates {
  private static final LocalTime START_OF_SERVICE = LocalTime.of(8, 0);

  private final Site site;
  private final ServiceCalendar calendar;

  DueDates(Site site) {
    this.site = site;
    this.calendar = new ServiceCalendar(site);
  }

  /**
   * Occurrences with a nominal date in {@code [first, last]}; of a plan that counts from its last
   * completion the next one, wherever it lies.
   *
   * @param lastDone newest completion of the plan, or of a larger one that absorbs it
   */
  List<Occurrence> between(
      PlanSpec plan,
      Equipment equipment,
      Optional<LocalDate> lastDone,
      LocalDate first,
      LocalDate last) {
    return of(plan, plan.recurrence(), equipment, lastDone, first, last).stream()
        .filter(o -> plan.season().filter(season -> !within(season, o.nominal())).isEmpty())
        .toList();
  }

  private List<Occurrence> of(
      PlanSpec plan,
      PlanSpec.Recurrence recurrence,
      Equipment equipment,
      Optional<LocalDate> lastDone,
      LocalDate first,
      LocalDate last) {
    return switch (recurrence) {
      case PlanSpec.Rule rule -> byRule(plan, rule, equipment, first, last);
      case PlanSpec.Floating(Span interval) ->
          List.of(one(plan, equipment, plus(lastDone.orElse(first), interval), Optional.empty()));
      case PlanSpec.Ceiling(Span gap) -> List.of(ceiling(plan, gap, equipment, lastDone, first));
      case PlanSpec.FirstOf(List<PlanSpec.Recurrence> parts) -> {
        List<Occurrence> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(of(plan, part, equipment, lastDone, first, last)));
        yield all.stream()
            .min(Comparator.comparing(Occurrence::nominal))
            .map(List::of)
            .orElse(List.of());
      }
      case PlanSpec.Meter _, PlanSpec.After _ -> List.of();
    };
  }

  private List<Occurrence> byRule(
      PlanSpec plan, PlanSpec.Rule rule, Equipment equipment, LocalDate first, LocalDate last) {
    RecurrenceDates dates = RecurrenceDates.of(rule.rrule(), rule.from(), site.zone());
    return dates.between(first, last).stream()
        .map(
            time ->
                occurrence(
                    plan,
                    equipment,
                    time.toLocalDate(),
                    dates.namesHour() ? time.toLocalTime() : startOf(plan),
                    endOf(time.toLocalDate().plusDays(grace(plan)))))
        .toList();
  }

  /**
   * Aimed at {@code lead} before the longest gap and before closed days; overdue at the gap itself.
   * Where nothing is known it is due now.
   */
  private Occurrence ceiling(
      PlanSpec plan, Span gap, Equipment equipment, Optional<LocalDate> lastDone, LocalDate first) {
    LocalDate latest = lastDone.map(done -> plus(done, gap)).orElse(first);
    LocalDate aimed =
        plan.lead()
            .filter(_ -> lastDone.isPresent())
            .map(lead -> minus(latest, lead))
            .orElse(latest);
    while (site.holidays().closed().contains(aimed)
        && lastDone.filter(aimed::isAfter).isPresent()) {
      aimed = aimed.minusDays(1);
    }
    return one(plan, equipment, aimed, Optional.of(latest));
  }

  private Occurrence one(
      PlanSpec plan, Equipment equipment, LocalDate nominal, Optional<LocalDate> latest) {
    LocalDate end = latest.orElse(nominal.plusDays(grace(plan)));
    return occurrence(plan, equipment, nominal, startOf(plan), endOf(end));
  }

  private Occurrence occurrence(
      PlanSpec plan, Equipment equipment, LocalDate nominal, LocalTime start, Instant dueAt) {
    return new Occurrence(
        plan.id(),
        equipment.id(),
        nominal,
        plan.level(),
        nominal.atTime(start).atZone(site.zone()).toInstant(),
        dueAt,
        Occurrence.State.DUE,
        Optional.empty(),
        Optional.empty());
  }

  private LocalTime startOf(PlanSpec plan) {
    return plan.window()
        .map(PlanSpec.Window::from)
        .orElseGet(() -> site.workingHours().map(hours -> hours.from()).orElse(START_OF_SERVICE));
  }

  private Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(site.zone()).toInstant();
  }

  /**
   * Days after the nominal one on which a visit still counts as in time: a tenth of the level's
   * interval.
   */
  private static int grace(PlanSpec plan) {
    return switch (plan.level()) {
      case DAILY, WEEKLY, EVENT -> 0;
      case HALF_MONTHLY -> 1;
      case MONTHLY, CONTRACTOR -> 3;
      case QUARTERLY -> 9;
      case HALF_YEARLY -> 18;
      case YEARLY, OVERHAUL -> 36;
    };
  }

  private LocalDate plus(LocalDate day, Span span) {
    return LocalDate.ofInstant(
        calendar.after(day.atTime(12, 0).atZone(site.zone()).toInstant(), span), site.zone());
  }

  private static LocalDate minus(LocalDate day, Span span) {
    return day.minusDays(span.toDuration().toDays());
  }

  private static boolean within(PlanSpec.Season season, LocalDate day) {
    MonthDay of = MonthDay.from(day);
    boolean plain = !season.from().isAfter(season.to());
    return plain
        ? !of.isBefore(season.from()) && !of.isAfter(season.to())
        : !of.isBefore(season.from()) || !of.isAfter(season.to());
  }
}
