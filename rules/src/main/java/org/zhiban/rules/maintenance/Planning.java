package org.zhiban.rules.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.rules.SaneClock;
import org.zhiban.rules.maintenance.DueDates.Base;
import org.zhiban.rules.maintenance.DueDates.Next;
import org.zhiban.rules.maintenance.PlanBook.Row;
import org.zhiban.rules.maintenance.PlanOutcome.DueOrder;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** From plans to what is due, absorbed and missed. */
public final class Planning {
  private static final Duration TOLERATED_STEP_BACK = Duration.ofDays(1);

  private final PlanRequest request;
  private final Site site;
  private final PlanBook book;
  private final DueDates dates;
  private final WorkHours hours;
  private final Completions completions;
  private final Covering covering;
  private final LocalDate today;
  private final List<PlanOutcome.Failure> failures = new ArrayList<>();

  private Planning(PlanRequest request) {
    this.request = request;
    this.site = request.site();
    this.book = new PlanBook(request.existing(), request.now());
    this.dates = new DueDates(site);
    this.hours = new WorkHours(site);
    this.completions = new Completions(request, hours);
    this.covering = new Covering(request, book, hours);
    this.today = hours.day(request.now());
  }

  /** What is to be written of the schedule now; the same request gives the same answer. */
  public static PlanOutcome plan(PlanRequest request) {
    Instant notBefore =
        request
            .watermark()
            .map(mark -> mark.minus(TOLERATED_STEP_BACK))
            .filter(SaneClock.EARLIEST::isBefore)
            .orElse(SaneClock.EARLIEST);
    if (request.now().isBefore(notBefore)) {
      return new PlanOutcome.Refused(new PlanOutcome.Reason.ClockNotSane(request.now(), notBefore));
    }
    return new Planning(request).workOff();
  }

  private PlanOutcome workOff() {
    takeBackWhatIsPlannedNoMore();
    for (Equipment equipment : site.equipment().values()) {
      covering.settle(equipment);
      if (equipment.outOfService()) {
        equipment
            .maintenance()
            .forEach(id -> apart(id, equipment, () -> rest(plan(id), equipment)));
      } else {
        equipment
            .maintenance()
            .forEach(id -> apart(id, equipment, () -> renew(plan(id), equipment)));
        covering.decide(equipment);
      }
    }
    new Gaps(request, book, dates, hours, completions).judge();
    List<DueOrder> orders = begun().stream().map(this::order).toList();
    return new PlanOutcome.Planned(
        book.added(),
        book.changed(),
        book.withdrawn(),
        book.notes(),
        orders,
        failures,
        request.watermark().filter(mark -> mark.isAfter(request.now())).orElse(request.now()));
  }

  /** What goes wrong with one plan at one equipment does not keep the others from being planned. */
  private void apart(String plan, Equipment equipment, Runnable step) {
    PlanAt at = new PlanAt(plan, equipment.id());
    PlanBook.Page before = book.page(at);
    try {
      step.run();
    } catch (RuntimeException e) {
      before.restore();
      failures.add(new PlanOutcome.Failure(at, e));
    }
  }

  private PlanSpec plan(String id) {
    return Objects.requireNonNull(site.plans().get(id), id);
  }

  private void takeBackWhatIsPlannedNoMore() {
    List<Row> gone =
        book.all().filter(Row::waits).filter(row -> !stillPlanned(row.visit())).toList();
    gone.forEach(row -> book.withdraw(row, "plan_gone"));
  }

  private boolean stillPlanned(Occurrence visit) {
    Equipment equipment = site.equipment().get(visit.equipment());
    return equipment != null
        && equipment.maintenance().contains(visit.plan())
        && site.plans().containsKey(visit.plan());
  }

  private void renew(PlanSpec plan, Equipment equipment) {
    if (plan.recurrence() instanceof PlanSpec.Rule rule) {
      byRule(plan, rule, equipment);
    } else {
      oneAtATime(plan, equipment);
    }
  }

  private void rest(PlanSpec plan, Equipment equipment) {
    Base base = base(plan, equipment, book.of(plan.id(), equipment.id()));
    Optional<Next> next =
        base.lastDone().isEmpty() ? Optional.empty() : dates.next(plan, equipment, base);
    new Resting(request, book, dates, hours, covering).skip(plan, equipment, next);
  }

  /**
   * Every date of the rule has its visit, and no visit without an order has another date. What was
   * skipped while the equipment was out of service is not made up for when it is back.
   */
  private void byRule(PlanSpec plan, PlanSpec.Rule rule, Equipment equipment) {
    LocalDate first = request.watermark().map(hours::day).filter(today::isAfter).orElse(today);
    LocalDate last = today.plus(request.horizon());
    List<Occurrence> named = dates.byRule(plan, rule, equipment, first, last);
    Map<LocalDate, Occurrence> byDate = new HashMap<>();
    named.forEach(visit -> byDate.putIfAbsent(visit.nominal(), visit));
    for (Row row : book.of(plan.id(), equipment.id())) {
      if (row.waits()) {
        LocalDate date = row.visit().nominal();
        boolean seen = !date.isBefore(first) && !date.isAfter(last);
        Optional<Occurrence> now =
            seen
                ? Optional.ofNullable(byDate.get(date))
                : dates.byRule(plan, rule, equipment, date, date).stream().findFirst();
        refresh(row, now.filter(visit -> visit.level() == row.visit().level()));
      }
    }
    Optional<LocalDate> rested =
        Optional.ofNullable(request.skipped().get(new PlanAt(plan.id(), equipment.id())));
    named.stream()
        .filter(visit -> rested.filter(day -> !visit.nominal().isAfter(day)).isEmpty())
        .forEach(
            visit -> {
              if (!book.has(plan.id(), equipment.id(), visit.nominal())) {
                book.add(visit);
              }
            });
  }

  /**
   * The times as the plan has them now; taken back where it has none. One that should have begun
   * and was put off begins when it was put off to.
   */
  private void refresh(Row row, Optional<Occurrence> named) {
    if (named.isEmpty()) {
      book.withdraw(row, "plan_changed");
      return;
    }
    Instant start = named.get().startAt();
    boolean putOff = !start.isAfter(request.now()) && row.visit().startAt().isAfter(request.now());
    row.become(row.visit().at(putOff ? row.visit().startAt() : start, named.get().dueAt()));
  }

  /**
   * What counts from the last completion has one open visit; one whose work was done is open no
   * more, whoever is to verify it.
   */
  private void oneAtATime(PlanSpec plan, Equipment equipment) {
    List<Row> rows = book.of(plan.id(), equipment.id());
    List<Row> waiting = rows.stream().filter(covering::toBeMade).toList();
    if (rows.stream().anyMatch(row -> row.open() && !row.waits() && !covering.completed(row))) {
      waiting.forEach(row -> book.withdraw(row, "one_at_a_time"));
      return;
    }
    Base base = base(plan, equipment, rows);
    Optional<Next> named = dates.next(plan, equipment, base);
    Optional<Next> next = named.map(found -> free(plan, found, rows));
    Optional<Row> kept =
        waiting.stream()
            .filter(row -> row.visit().level() == plan.level())
            .filter(row -> stands(row, named, next, base))
            .findFirst();
    for (Row row : waiting) {
      if (kept.filter(it -> it == row).isEmpty()) {
        book.withdraw(row, "counted_anew");
      }
    }
    if (kept.isPresent()) {
      next.filter(it -> it.visit().nominal().equals(kept.get().visit().nominal()))
          .ifPresent(it -> refresh(kept.get(), Optional.of(it.visit())));
    } else {
      next.ifPresent(it -> book.add(it.visit()));
    }
  }

  /**
   * Whether a visit that waits is the next one still. One that was put on a day of its own, that
   * counts from nothing, or that an occasion asked for does not move with the present.
   */
  private boolean stands(Row row, Optional<Next> named, Optional<Next> next, Base base) {
    Occurrence visit = row.visit();
    if (next.isEmpty()) {
      return !visit.nominal().isAfter(today);
    }
    LocalDate date = next.get().visit().nominal();
    if (visit.nominal().equals(date)) {
      return true;
    }
    boolean moved = !named.orElseThrow().visit().nominal().equals(date);
    boolean fixed = moved || next.get().occasion() || base.lastDone().isEmpty();
    return fixed && visit.nominal().isBefore(date);
  }

  private Base base(PlanSpec plan, Equipment equipment, List<Row> rows) {
    PlanAt at = new PlanAt(plan.id(), equipment.id());
    Map<String, Double> run = new HashMap<>();
    boolean counted = !completions.awaitsWord(plan, equipment);
    request
        .occasions()
        .run()
        .forEach(
            (meter, value) -> {
              if (counted && meter.plan().equals(at)) {
                run.put(meter.point(), value);
              }
            });
    Optional<Instant> answered =
        rows.stream()
            .filter(row -> !covering.toBeMade(row) || !row.visit().nominal().isAfter(today))
            .map(row -> workedAt(row).orElse(row.visit().startAt()))
            .max(Comparator.naturalOrder());
    Optional<Instant> happened =
        Optional.ofNullable(request.occasions().happened().get(at))
            .filter(time -> answered.filter(before -> !before.isBefore(time)).isEmpty());
    return new Base(completions.lastWorked(plan, equipment), request.now(), run, happened);
  }

  private Optional<Instant> workedAt(Row row) {
    Optional<Instant> unverified =
        row.visit()
            .workOrder()
            .filter(_ -> row.open())
            .flatMap(order -> Optional.ofNullable(request.completed().get(order)));
    return unverified.or(row.visit()::doneAt);
  }

  /**
   * A visit that counts from the last completion is due all the same where the visit of its date
   * was not done: on a day of its own, as late as it is.
   */
  private Next free(PlanSpec plan, Next next, List<Row> rows) {
    LocalDate nominal = next.visit().nominal();
    boolean taken =
        rows.stream()
            .filter(row -> !covering.toBeMade(row))
            .anyMatch(row -> row.visit().nominal().equals(nominal));
    if (!taken) {
      return next;
    }
    LocalDate behind =
        rows.stream()
            .filter(row -> !covering.toBeMade(row))
            .map(row -> row.visit().nominal().plusDays(1))
            .max(Comparator.naturalOrder())
            .orElse(today);
    return dates.on(next, plan, behind.isBefore(today) ? today : behind);
  }

  /**
   * Of what should have begun, the newest of each plan at each equipment; the older ones are
   * missed, on record. An order that nobody has completed goes on for the newest.
   */
  private List<Row> begun() {
    Map<PlanAt, Row> newest = new HashMap<>();
    List<Row> begun =
        book.all()
            .filter(Row::waits)
            .filter(row -> row.visit().absorbedBy().isEmpty())
            .filter(row -> !row.visit().startAt().isAfter(request.now()))
            .sorted(
                Comparator.comparing((Row row) -> row.visit().startAt())
                    .thenComparing(row -> row.visit().nominal()))
            .toList();
    for (Row row : begun) {
      Row older = newest.put(PlanAt.of(row.visit()), row);
      if (older != null) {
        older.become(older.visit().as(Occurrence.State.MISSED));
      }
    }
    List<Row> toOrder = new ArrayList<>();
    for (Row row : begun) {
      if (row.waits() && !overtaken(row) && !carriedOn(row)) {
        toOrder.add(row);
      }
    }
    return toOrder;
  }

  /** One that was put off begins when a newer one is being done: that one does it. */
  private boolean overtaken(Row late) {
    Occurrence visit = late.visit();
    Optional<Row> newer =
        uncompleted(visit)
            .filter(row -> row.visit().nominal().isAfter(visit.nominal()))
            .findFirst();
    newer.ifPresent(
        row -> {
          book.note(visit, ScheduleNote.Kind.CARRIED_ON, row.visit().workOrder());
          late.become(visit.as(Occurrence.State.MISSED));
        });
    return newer.isPresent();
  }

  /** The other visits of its plan at its equipment whose order nobody has completed. */
  private Stream<Row> uncompleted(Occurrence visit) {
    return book.of(visit.plan(), visit.equipment()).stream()
        .filter(Row::open)
        .filter(row -> row.visit().workOrder().filter(request.uncompleted()::contains).isPresent());
  }

  private boolean carriedOn(Row newest) {
    Occurrence visit = newest.visit();
    Optional<Row> older =
        uncompleted(visit)
            .filter(row -> row.visit().nominal().isBefore(visit.nominal()))
            .max(Comparator.comparing(row -> row.visit().nominal()));
    older.ifPresent(
        row -> {
          Optional<String> order = row.visit().workOrder();
          book.note(row.visit(), ScheduleNote.Kind.CARRIED_ON, order);
          row.become(row.visit().by(Optional.empty()).as(Occurrence.State.MISSED));
          newest.become(visit.by(order));
        });
    return older.isPresent();
  }

  private DueOrder order(Row row) {
    Occurrence visit = row.visit();
    Equipment equipment = Objects.requireNonNull(site.equipment().get(visit.equipment()));
    return new DueOrder(
        visit, PlanOrder.of(site, plan(visit.plan()), equipment, visit, request.now()));
  }
}
