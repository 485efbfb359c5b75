package org.zhiban.rules.figures;

import static org.zhiban.rules.figures.Figure.Section.MAINTENANCE;
import static org.zhiban.rules.figures.OrderFigures.rows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.figures.Counted.Kind;
import org.zhiban.rules.figures.Counted.Row;
import org.zhiban.rules.figures.Figure.Found;
import org.zhiban.rules.figures.OrderCourse.Cycle;
import org.zhiban.rules.workorder.FaultMemory;

/** How often equipment fails, and for how long. */
final class ReliabilityFigures {
  /** A fault of the instrument, not of what it watches. */
  private static final String CHATTERING = "/chattering";

  private ReliabilityFigures() {}

  static final List<Figure> ALL =
      List.of(
          Words.figure("failures", MAINTENANCE, Unit.COUNT, "设备故障次数", "Failures")
              .means(
                  "本期开始的设备故障：对应设备的维修工单，关闭后重开的另计一次；取消、退回、并入他单的，以及“频繁报警”和查找根本原因的，不算故障。",
                  "Faults of equipment that began in the period: its repair orders, and each time"
                      + " that one was opened again after closing. Cancelled, rejected and merged"
                      + " ones, and those of a chattering alarm or for a root cause, are none.")
              .asked("R31")
              .by(
                  (basis, period) ->
                      rows(
                          failures(basis)
                              .filter(it -> period.contains(it.cycle().faultAt()))
                              .map(it -> it.counted(basis, 1, 0)))),
          Words.figure("mtbf", MAINTENANCE, Unit.HOURS, "平均故障间隔 MTBF", "MTBF")
              .means(
                  "本期（至此刻为止）台账设备的运行小时合计 ÷ 本期开始的故障次数。运行小时 = 期间长度 − 故障时间；现停用的设备不计。本期无故障的，不给数值。",
                  "Hours that the equipment of the site ran in the period, up to now, by the"
                      + " failures that began in it. It runs while it has no fault; what is out of"
                      + " service now is left out. Without a failure it cannot be said.")
              .asked("R31")
              .by(ReliabilityFigures::betweenFailures),
          Words.figure("availability", MAINTENANCE, Unit.TIME_SHARE, "设备完好率（可用率）", "Availability")
              .means(
                  "本期（至此刻为止）台账设备无故障的时间占比。故障时间自故障开始到恢复，含挂起，同一设备重叠的只计一次；故障期间设备是否停机不在案，故为下限。现停用的设备不计。",
                  "Share of the period, up to now, in which the equipment of the site had no fault."
                      + " A fault lasts from its start to restoration, holds included; what"
                      + " overlaps counts once. Whether the equipment stood still meanwhile is not"
                      + " on record, so it is no less than this. What is out of service now is left"
                      + " out.")
              .asked("R31")
              .by(ReliabilityFigures::available));

  private record Failure(OrderCourse course, Cycle cycle, String equipment) {
    Counted counted(Basis basis, long numerator, long denominator) {
      WorkOrder order = course.order();
      return new Counted(
          basis.row(order), cycle.faultAt(), numerator, denominator, basis.keys(equipment));
    }
  }

  private static Stream<Failure> failures(Basis basis) {
    return basis
        .repairs()
        .filter(course -> course.order().fault().filter(ReliabilityFigures::noFailure).isEmpty())
        .flatMap(
            course ->
                course.order().equipment().stream()
                    .flatMap(
                        equipment ->
                            course.cycles().stream()
                                .filter(Cycle::stands)
                                .map(cycle -> new Failure(course, cycle, equipment))));
  }

  private static boolean noFailure(String fault) {
    return fault.endsWith(CHATTERING) || FaultMemory.looksForCause(fault);
  }

  private static Stream<Equipment> inUse(Basis basis) {
    return basis.site().equipment().values().stream().filter(one -> !one.outOfService());
  }

  private static Found betweenFailures(Basis basis, Period period) {
    Stream<Counted> hours =
        running(basis, period).map(it -> it.counted(basis, period, it.millis(), 0));
    Stream<Counted> failures =
        failures(basis)
            .filter(it -> period.contains(it.cycle().faultAt()))
            .filter(it -> counts(basis, it.equipment()))
            .map(it -> it.counted(basis, 0, 1));
    return rows(Stream.concat(hours, failures));
  }

  private static boolean counts(Basis basis, String equipment) {
    return Optional.ofNullable(basis.site().equipment().get(equipment))
        .filter(one -> !one.outOfService())
        .isPresent();
  }

  private static Found available(Basis basis, Period period) {
    return rows(
        running(basis, period)
            .map(it -> it.counted(basis, period, it.millis(), length(period).toMillis())));
  }

  private record Running(String equipment, long millis) {
    Counted counted(Basis basis, Period period, long numerator, long denominator) {
      return new Counted(
          new Row(Kind.EQUIPMENT, equipment, Optional.empty(), Optional.of(equipment)),
          period.from(),
          numerator,
          denominator,
          basis.keys(equipment));
    }
  }

  private static Stream<Running> running(Basis basis, Period period) {
    Duration length = length(period);
    if (length.isZero()) {
      return Stream.empty();
    }
    Map<String, List<Span>> faults = new HashMap<>();
    failures(basis)
        .flatMap(it -> Span.of(it, period).map(span -> Map.entry(it.equipment(), span)).stream())
        .forEach(
            entry ->
                faults
                    .computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                    .add(entry.getValue()));
    return inUse(basis)
        .map(
            one ->
                new Running(
                    one.id(),
                    length
                        .minus(Span.covered(faults.getOrDefault(one.id(), List.of())))
                        .toMillis()));
  }

  /** The part of the period that is over. */
  private static Duration length(Period period) {
    return OrderCourse.span(period.from(), period.end());
  }

  /** A time with a fault, within the period. */
  private record Span(Instant from, Instant to) {
    static Optional<Span> of(Failure failure, Period period) {
      Instant start = failure.cycle().faultAt();
      Instant end = failure.cycle().worksSince().orElse(period.now());
      Instant from = start.isBefore(period.from()) ? period.from() : start;
      Instant to = end.isBefore(period.end()) ? end : period.end();
      return from.isBefore(to) ? Optional.of(new Span(from, to)) : Optional.empty();
    }

    static Duration covered(List<Span> spans) {
      Duration covered = Duration.ZERO;
      Optional<Instant> reached = Optional.empty();
      for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
        Instant from = reached.filter(span.from()::isBefore).orElse(span.from());
        covered = covered.plus(OrderCourse.span(from, span.to()));
        if (reached.filter(span.to()::isBefore).isEmpty()) {
          reached = Optional.of(span.to());
        }
      }
      return covered;
    }
  }
}
