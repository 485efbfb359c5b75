package org.zhiban.gateway.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.maintenance.CounterRun;
import org.zhiban.rules.maintenance.PlanRequest;
import org.zhiban.rules.maintenance.PlanRequest.MeterAt;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** Finds what asks for visits besides dates: counters that went far enough, alarms and events. */
final class Occasions {
  /** How long a reading that cannot be must stand before it is believed. */
  private static final Duration STANDS = Duration.ofHours(1);

  /** What was written late is seen all the same. */
  private static final Duration LOOKED_BACK = Duration.ofDays(1);

  /** A counter is written down each time it went such a part of its interval. */
  private static final double WRITTEN = 0.005;

  private final Site site;
  private final Readings readings;
  private final Map<MeterAt, Instant> doubted = new HashMap<>();

  Occasions(Site site, Readings readings) {
    this.site = site;
    this.readings = readings;
  }

  PlanRequest.Occasions of(
      OperationsTransaction tx,
      Map<PlanAt, Occurrence> done,
      Optional<Instant> watermark,
      Instant now) {
    Map<MeterAt, Double> runs = new HashMap<>();
    Map<PlanAt, Instant> happened = new HashMap<>();
    Instant since = watermark.orElse(now).minus(LOOKED_BACK);
    for (Equipment equipment : site.equipment().values()) {
      for (String id : equipment.maintenance()) {
        PlanAt at = new PlanAt(id, equipment.id());
        parts(plan(id).recurrence())
            .forEach(
                part -> {
                  switch (part) {
                    case PlanSpec.Meter meter ->
                        run(tx, new MeterAt(at, meter.point()), meter.every(), done, now)
                            .ifPresent(run -> runs.put(new MeterAt(at, meter.point()), run));
                    case PlanSpec.After after ->
                        newest(tx, equipment, after, since)
                            .filter(time -> !time.isAfter(now))
                            .ifPresent(time -> happened.merge(at, time, Occasions::later));
                    case PlanSpec.Rule _,
                        PlanSpec.Floating _,
                        PlanSpec.Ceiling _,
                        PlanSpec.FirstOf _ -> {}
                  }
                });
      }
    }
    return new PlanRequest.Occasions(runs, happened);
  }

  private PlanSpec plan(String id) {
    return Objects.requireNonNull(site.plans().get(id), id);
  }

  private static Stream<PlanSpec.Recurrence> parts(PlanSpec.Recurrence recurrence) {
    return recurrence instanceof PlanSpec.FirstOf(List<PlanSpec.Recurrence> of)
        ? of.stream().flatMap(Occasions::parts)
        : Stream.of(recurrence);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Optional<Instant> newest(
      OperationsTransaction tx, Equipment equipment, PlanSpec.After after, Instant since) {
    Optional<Instant> raised =
        after.rule().flatMap(rule -> tx.lastRaised(equipment.id(), rule, since));
    return raised.or(
        () -> after.event().flatMap(point -> tx.lastEvent(equipment.id(), point, since)));
  }

  private Optional<Double> run(
      OperationsTransaction tx,
      MeterAt meter,
      double every,
      Map<PlanAt, Occurrence> done,
      Instant now) {
    PointRef point = new PointRef(meter.plan().equipment(), meter.point());
    OptionalDouble reading = readings.now(point);
    Optional<CounterRun> known = tx.schedule().counterRun(meter);
    Optional<Instant> lastDone = lastDone(meter.plan(), done, now);
    boolean anew =
        known.isEmpty() || lastDone.filter(time -> time.isAfter(known.get().since())).isPresent();
    if (anew && reading.isEmpty()) {
      return Optional.empty();
    }
    if (anew) {
      double present = reading.getAsDouble();
      double then =
          lastDone
              .map(time -> readings.at(point, time))
              .orElse(OptionalDouble.empty())
              .orElse(present);
      CounterRun begun = CounterRun.from(then, present, lastDone.orElse(now));
      tx.schedule().save(meter, begun);
      return Optional.of(begun.run());
    }
    return reading.isEmpty()
        ? known.map(CounterRun::run)
        : Optional.of(goneOn(tx, meter, known.get(), reading.getAsDouble(), every, now).run());
  }

  private CounterRun goneOn(
      OperationsTransaction tx,
      MeterAt meter,
      CounterRun known,
      double reading,
      double every,
      Instant now) {
    if (known.follows(reading, every)) {
      doubted.remove(meter);
    } else if (Duration.between(doubted.computeIfAbsent(meter, _ -> now), now).compareTo(STANDS)
        < 0) {
      return known;
    } else {
      doubted.remove(meter);
      if (reading < known.last()) {
        tx.schedule().add(exchanged(meter, reading, now));
      }
    }
    CounterRun next = known.at(reading);
    if (Math.abs(reading - known.last()) >= every * WRITTEN) {
      tx.schedule().save(meter, next);
    }
    return next;
  }

  private ScheduleNote exchanged(MeterAt meter, double reading, Instant now) {
    return new ScheduleNote(
        meter.plan().plan(),
        meter.plan().equipment(),
        LocalDate.ofInstant(now, site.zone()),
        ScheduleNote.Kind.COUNTER_EXCHANGED,
        now,
        Optional.of(meter.point() + " " + reading));
  }

  /** The newest completion of the plan or of a larger one that covers it. */
  private Optional<Instant> lastDone(PlanAt at, Map<PlanAt, Occurrence> done, Instant now) {
    Equipment equipment = Objects.requireNonNull(site.equipment().get(at.equipment()));
    Stream<Instant> worked =
        equipment.maintenance().stream()
            .filter(id -> id.equals(at.plan()) || plan(id).absorbs().contains(at.plan()))
            .flatMap(
                id ->
                    Stream.concat(
                        Optional.ofNullable(done.get(new PlanAt(id, at.equipment())))
                            .flatMap(Occurrence::doneAt)
                            .stream(),
                        Optional.ofNullable(equipment.lastDone().get(id))
                            .map(day -> day.atTime(12, 0).atZone(site.zone()).toInstant())
                            .stream()));
    return worked.filter(time -> !time.isAfter(now)).reduce(Occasions::later);
  }
}
