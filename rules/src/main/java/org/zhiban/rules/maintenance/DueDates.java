package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.rules.workorder.ServiceCalendar;

/** When a plan is due at an equipment. */
final class DueDates {
  /** How far a rule that is one of several is looked at. */
  private static final int A_YEAR_AND_MORE = 400;

  private final Site site;
  private final ServiceCalendar calendar;
  private final WorkHours hours;
  private final Map<Named, List<LocalDateTime>> named = new HashMap<>();

  DueDates(Site site) {
    this.site = site;
    this.calendar = new ServiceCalendar(site);
    this.hours = new WorkHours(site);
  }

  /**
   * What a plan that counts from something counts from.
   *
   * @param lastDone newest work of the plan, or of a larger one that absorbs it, verified or not
   * @param run how far each counter went since, by point
   * @param happened the alarm or event that no visit answered yet
   */
  record Base(
      Optional<LocalDate> lastDone,
      Instant now,
      Map<String, Double> run,
      Optional<Instant> happened) {}

  /**
   * The next visit.
   *
   * @param occasion something happened, or a counter went so far; not a date that is counted out
   */
  record Next(Occurrence visit, boolean occasion) {}

  /** The times of a rule are the same at every equipment. */
  private record Named(PlanSpec.Rule rule, LocalDate first, LocalDate last) {}

  /** Visits of a rule with a nominal date in {@code [first, last]}. */
  List<Occurrence> byRule(
      PlanSpec plan, PlanSpec.Rule rule, Equipment equipment, LocalDate first, LocalDate last) {
    RecurrenceDates dates = RecurrenceDates.of(rule.rrule(), rule.from(), site.zone());
    return named
        .computeIfAbsent(new Named(rule, first, last), _ -> dates.between(first, last))
        .stream()
        .filter(time -> inSeason(plan, time.toLocalDate()))
        .map(
            time ->
                visit(
                    plan,
                    equipment,
                    time.toLocalDate(),
                    offClosed(plan, time.toLocalDate()),
                    dates.namesHour() ? time.toLocalTime() : hours.start(plan)))
        .toList();
  }

  /** The one visit that a plan which counts from its last completion has ahead. */
  Optional<Next> next(PlanSpec plan, Equipment equipment, Base base) {
    return of(plan, plan.recurrence(), equipment, base)
        .min(
            Comparator.comparing((Next next) -> next.visit().nominal())
                .thenComparing(next -> next.visit().dueAt()))
        .flatMap(next -> seasonal(plan, equipment, next));
  }

  private Stream<Next> of(
      PlanSpec plan, PlanSpec.Recurrence recurrence, Equipment equipment, Base base) {
    return switch (recurrence) {
      case PlanSpec.Rule rule -> {
        LocalDate today = hours.day(base.now());
        LocalDate first = base.lastDone().map(done -> done.plusDays(1)).orElse(today);
        yield byRule(plan, rule, equipment, first, today.plusDays(A_YEAR_AND_MORE)).stream()
            .limit(1)
            .map(visit -> new Next(visit, false));
      }
      case PlanSpec.Floating(Span interval) -> {
        LocalDate nominal = plus(base.lastDone().orElseGet(() -> hours.day(base.now())), interval);
        yield Stream.of(
            new Next(
                visit(plan, equipment, nominal, offClosed(plan, nominal), hours.start(plan)),
                false));
      }
      case PlanSpec.Ceiling(Span gap) ->
          Stream.of(new Next(ceiling(plan, gap, equipment, base), false));
      case PlanSpec.Meter(String point, double every) ->
          Optional.ofNullable(base.run().get(point)).filter(run -> run >= every).stream()
              .map(_ -> new Next(now(plan, equipment, base.now()), true));
      case PlanSpec.After(_, _, Span within) ->
          base.happened().stream()
              .filter(time -> inSeason(plan, hours.day(time)))
              .map(
                  time ->
                      new Next(
                          due(plan, equipment, hours.day(time), time, calendar.after(time, within)),
                          true));
      case PlanSpec.FirstOf(List<PlanSpec.Recurrence> parts) ->
          parts.stream().flatMap(part -> of(plan, part, equipment, base));
    };
  }

  /**
   * Aimed at {@code lead} before the longest gap and before days on which nobody works; overdue at
   * the gap itself. Where nothing is known it is due now.
   */
  private Occurrence ceiling(PlanSpec plan, Span gap, Equipment equipment, Base base) {
    if (base.lastDone().isEmpty()) {
      return now(plan, equipment, base.now());
    }
    LocalDate done = base.lastDone().get();
    LocalDate latest = plus(done, gap);
    LocalDate aimed = plan.lead().map(lead -> minus(latest, lead)).orElse(latest);
    while (!hours.worked(plan, aimed) && aimed.isAfter(done)) {
      aimed = aimed.minusDays(1);
    }
    return due(plan, equipment, aimed, hours.start(plan, aimed), hours.broken(plan, latest));
  }

  /** The last day that a longest gap leaves. */
  LocalDate latest(LocalDate lastDone, Span gap) {
    return plus(lastDone, gap);
  }

  /** As soon as the hours of the plan allow, and to be done then. */
  private Occurrence now(PlanSpec plan, Equipment equipment, Instant now) {
    LocalDate day = hours.soonest(plan, now);
    return due(plan, equipment, day, hours.start(plan, day), hours.end(plan, day));
  }

  private Occurrence visit(
      PlanSpec plan, Equipment equipment, LocalDate nominal, LocalDate day, LocalTime start) {
    Instant natural = hours.end(plan, nominal.plusDays(grace(plan)));
    Instant moved = hours.end(plan, day);
    return due(
        plan,
        equipment,
        nominal,
        day.atTime(start).atZone(site.zone()).toInstant(),
        moved.isAfter(natural) ? moved : natural);
  }

  private static Occurrence due(
      PlanSpec plan, Equipment equipment, LocalDate nominal, Instant start, Instant dueAt) {
    return new Occurrence(
        plan.id(),
        equipment.id(),
        nominal,
        plan.level(),
        start,
        dueAt,
        Occurrence.State.DUE,
        Optional.empty(),
        Optional.empty());
  }

  /** The same visit on another day, due when it was. */
  Next on(Next next, PlanSpec plan, LocalDate nominal) {
    Occurrence visit = next.visit();
    Instant start =
        visit.startAt().isBefore(hours.start(plan, nominal)) && !next.occasion()
            ? hours.start(plan, nominal)
            : visit.startAt();
    return new Next(
        new Occurrence(
            visit.plan(),
            visit.equipment(),
            nominal,
            visit.level(),
            start,
            visit.dueAt(),
            visit.state(),
            visit.workOrder(),
            visit.absorbedBy()),
        next.occasion());
  }

  /**
   * Where a visit begins that falls on a closed day: on the next one that is not, by law on the one
   * before. What is looked at daily or weekly is looked at on closed days, too.
   */
  private LocalDate offClosed(PlanSpec plan, LocalDate nominal) {
    if (plan.level().compareTo(Level.MONTHLY) < 0 || plan.level() == Level.EVENT) {
      return nominal;
    }
    LocalDate day = nominal;
    while (site.holidays().closed().contains(day)) {
      day = plan.statutory() ? day.minusDays(1) : day.plusDays(1);
    }
    return day;
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

  /** A date outside the season waits for its beginning; what is asked for by an occasion rests. */
  private Optional<Next> seasonal(PlanSpec plan, Equipment equipment, Next next) {
    LocalDate nominal = next.visit().nominal();
    if (inSeason(plan, nominal)) {
      return Optional.of(next);
    }
    LocalDate begins = plan.season().orElseThrow().from().atYear(nominal.getYear());
    LocalDate day = begins.isBefore(nominal) ? begins.plusYears(1) : begins;
    return Optional.of(
        new Next(visit(plan, equipment, day, offClosed(plan, day), hours.start(plan)), false));
  }

  private static boolean inSeason(PlanSpec plan, LocalDate day) {
    return plan.season().map(season -> within(season, day)).orElse(true);
  }

  private static boolean within(PlanSpec.Season season, LocalDate day) {
    MonthDay of = MonthDay.from(day);
    boolean plain = !season.from().isAfter(season.to());
    return plain
        ? !of.isBefore(season.from()) && !of.isAfter(season.to())
        : !of.isBefore(season.from()) || !of.isAfter(season.to());
  }
}
