package org.zhiban.rules.figures;

import static org.zhiban.rules.figures.Figure.Section.MAINTENANCE;
import static org.zhiban.rules.figures.OrderFigures.rows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.rules.figures.Counted.Kind;
import org.zhiban.rules.figures.Counted.Row;
import org.zhiban.rules.figures.Figure.Found;

/** Whether planned maintenance was done in time. */
final class VisitFigures {
  private VisitFigures() {}

  static final List<Figure> ALL =
      List.of(
          Words.figure(
                  "pm_compliance",
                  MAINTENANCE,
                  Unit.SHARE,
                  "计划保养及时率",
                  "Planned maintenance in time")
              .means(
                  "应完成时间在本期、且宽限已过的计划保养：在应完成时间加宽限（该级别间隔的 10%，法定的为"
                      + " 0）之内做完的比例，提前做的算及时。漏做和未做的算未及时；并入上级保养的不计；做完时间不在案的不计。",
                  "Visits due in the period whose grace is over: those done by their due time and"
                      + " 10 % of the interval of their level (statutory ones: nothing), early ones"
                      + " included. Missed and undone ones were not in time; absorbed ones, and"
                      + " those done at a time that is not on record, are left out.")
              .asked("E26", "R24")
              .by(VisitFigures::inTime),
          Words.figure("pm_done", MAINTENANCE, Unit.COUNT, "完成保养次数", "Visits done")
              .means(
                  "本期做完的计划保养（按做完时间；待验收的已算做完）。",
                  "Visits done in the period, by when the work was done; work that waits to be"
                      + " verified is done.")
              .asked("R9")
              .by(VisitFigures::done),
          Words.figure("pm_missed", MAINTENANCE, Unit.COUNT, "漏做保养次数", "Visits missed")
              .means(
                  "应完成时间在本期、记为漏做的计划保养。", "Visits due in the period that are on record as missed.")
              .asked("R25", "K2")
              .by((basis, period) -> missed(basis, period)),
          Words.figure("pm_overdue", MAINTENANCE, Unit.COUNT, "超期未做保养", "Visits overdue")
              .means(
                  "此刻已过应完成时间仍未做的计划保养，无论哪期到期；只对含此刻的期间给出。",
                  "Visits past their due time that are not done now, whenever they were due; only"
                      + " of a period that reaches the present.")
              .asked("R25", "K2")
              .by(VisitFigures::overdue));

  /** What is given to a visit beyond its due time. */
  static Duration grace(Basis basis, Occurrence visit) {
    boolean statutory =
        Optional.ofNullable(basis.site().plans().get(visit.plan()))
            .map(PlanSpec::statutory)
            .orElse(false);
    return statutory ? Duration.ZERO : Duration.ofHours(days(visit.level()) * 24).dividedBy(10);
  }

  /** How many days lie between two visits of a level; 0: it has no interval. */
  private static long days(Level level) {
    return switch (level) {
      case DAILY -> 1;
      case WEEKLY -> 7;
      case HALF_MONTHLY -> 15;
      case MONTHLY -> 30;
      case QUARTERLY -> 91;
      case HALF_YEARLY -> 182;
      case YEARLY -> 365;
      case OVERHAUL, CONTRACTOR, EVENT -> 0;
    };
  }

  private static Found inTime(Basis basis, Period period) {
    return rows(
        due(basis, period)
            .filter(visit -> visit.state() != Occurrence.State.ABSORBED)
            .flatMap(visit -> inTime(basis, visit, period.now()).stream()));
  }

  private static Optional<Counted> inTime(Basis basis, Occurrence visit, Instant now) {
    Instant latest = visit.dueAt().plus(grace(basis, visit));
    if (now.isBefore(latest)) {
      return Optional.empty();
    }
    Optional<Instant> worked = basis.worked(visit);
    if (visit.state() == Occurrence.State.DONE && worked.isEmpty()) {
      return Optional.empty();
    }
    boolean inTime =
        visit.state() != Occurrence.State.MISSED
            && worked.filter(time -> !time.isAfter(latest)).isPresent();
    return Optional.of(counted(basis, visit, visit.dueAt(), inTime ? 1 : 0, 1));
  }

  private static Found done(Basis basis, Period period) {
    return rows(
        basis.visits().stream()
            .filter(VisitFigures::workCounts)
            .flatMap(
                visit ->
                    basis
                        .worked(visit)
                        .filter(period::contains)
                        .map(time -> counted(basis, visit, time, 1, 0))
                        .stream()));
  }

  /** What was missed or covered by another was not done, whatever else is written there. */
  static boolean workCounts(Occurrence visit) {
    return visit.state() == Occurrence.State.DONE || visit.state() == Occurrence.State.DUE;
  }

  private static Found missed(Basis basis, Period period) {
    return rows(
        due(basis, period)
            .filter(visit -> visit.state() == Occurrence.State.MISSED)
            .map(visit -> counted(basis, visit, visit.dueAt(), 1, 0)));
  }

  private static Found overdue(Basis basis, Period period) {
    if (!period.current()) {
      return new Found.NotKnown(
          new LocalizedText("只对含此刻的期间给出", "only of a period that reaches the present"));
    }
    return rows(
        basis.visits().stream()
            .filter(visit -> visit.state() == Occurrence.State.DUE)
            .filter(visit -> visit.dueAt().isBefore(period.now()))
            .filter(visit -> basis.worked(visit).isEmpty())
            .map(visit -> counted(basis, visit, visit.dueAt(), 1, 0)));
  }

  static Stream<Occurrence> due(Basis basis, Period period) {
    return basis.visits().stream().filter(visit -> period.contains(visit.dueAt()));
  }

  static Counted counted(
      Basis basis, Occurrence visit, Instant at, long numerator, long denominator) {
    Row row =
        new Row(
            Kind.VISIT,
            String.join(
                "/",
                visit.plan(),
                visit.equipment(),
                visit.nominal().toString(),
                visit.level().word()),
            visit.workOrder(),
            Optional.of(visit.equipment()));
    return new Counted(row, at, numerator, denominator, basis.keys(visit));
  }
}
