package org.zhiban.rules.figures;

import static org.zhiban.rules.figures.Figure.Section.QPI;
import static org.zhiban.rules.figures.OrderFigures.rows;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.rules.figures.Counted.Kind;
import org.zhiban.rules.figures.Counted.Row;
import org.zhiban.rules.figures.Figure.Found;
import org.zhiban.rules.workorder.OrderDraft;

/**
 * Quality check points, as the source documents define them, over what is on record here: a check
 * point is a plan at an equipment, a check is a visit, a finding is an order of a patrol.
 */
final class QpiFigures {
  private static final LocalizedText NOT_WHOLE =
      new LocalizedText("按整月核算，请选择整月", "counted by whole months; choose whole months");

  private QpiFigures() {}

  static final List<Figure> ALL =
      List.of(
          Words.figure("q1_coverage", QPI, Unit.POINT_SHARE, "Q1 核查覆盖率", "Q1 coverage")
              .means(
                  "实际完成核查点 ÷ 要求完成核查点。核查点 = 设备 × 保养计划；当月至少完成一次（或并入已完成的上级保养）即为完成；要求数见 Q2。按整月。",
                  "Check points done out of those required. A check point is a plan at an"
                      + " equipment; it is done in a month with a visit of it, or one that a larger"
                      + " visit covered. What is required: see Q2. Of whole months.")
              .asked("Q1")
              .by(QpiFigures::coverage),
          Words.figure("q2_required", QPI, Unit.POINTS, "Q2 当月应完成核查点", "Q2 check points required")
              .means(
                  "日、周、两周、月查 + 季查 ÷ 3 + 半年查 ÷ 6 + 年查 ÷ 12，逐月相加，按现行台账；大修、分承包和事件类不在公式内。按整月。",
                  "Daily, weekly, two-weekly and monthly points, a third of the quarterly, a sixth"
                      + " of the half-yearly and a twelfth of the yearly ones, for each month, by"
                      + " the site as it stands. Overhauls, contracts and happenings are not in the"
                      + " formula. Of whole months.")
              .asked("Q2")
              .by(QpiFigures::required),
          Words.figure(
                  "q3_reverified", QPI, Unit.SHARE, "Q3 二次验证关闭率", "Q3 closed after re-verification")
              .means(
                  "关闭率 = 已关闭 ÷（建议项 + 扣分项）。系统内的核查发现项 ="
                      + " 巡查产生的工单（不分建议与扣分）；本期开出的，经第二人验收关闭的比例；取消、退回的仍计入分母。",
                  "Closed out of suggested and deducted items. A finding here is an order of a"
                      + " patrol; the kinds are not told apart. Of those opened in the period,"
                      + " those that were verified by a second person and stand closed; cancelled"
                      + " and rejected ones stay in the sum.")
              .asked("Q3")
              .by(QpiFigures::reverified)
              .aim(1),
          Words.figure("q4_frequency", QPI, Unit.SHARE, "Q4 频次完成率", "Q4 frequency completion")
              .means(
                  "应完成时间在本期且已过的各次保养：已做（含逾期做的、并入已完成的上级保养的）的比例，不低于 75%。",
                  "Visits whose due time is in the period and over: those done, late or not, or"
                      + " covered by a larger visit that was done. At least 75 %.")
              .asked("Q4")
              .by(QpiFigures::frequency)
              .aim(0.75),
          Words.figure("q5_traceable", QPI, Unit.SHARE, "Q5 可追溯性", "Q5 traceable")
              .means(
                  "本期做完的保养：有工单在案，且工单历史写明由谁完工的比例。",
                  "Visits done in the period: those with an order on record whose history names the"
                      + " person that completed it.")
              .asked("Q5", "R26")
              .by(QpiFigures::traceable)
              .aim(1),
          Words.figure("q6_findings", QPI, Unit.SHARE, "Q6 建议项 / 整改项 / 扣分项", "Q6 kinds of findings")
              .means(
                  "来源原文：“建议项 / 整改项 / 扣分项 不低于5%”（文字残缺）。",
                  "The source says: \"suggested / rectified / deducted items not below 5 %\"; its"
                      + " text is broken.")
              .asked("Q6")
              .notKnown(
                  "来源文字残缺，且系统不区分发现项的类别",
                  "the source's text is broken, and findings have no kinds here"));

  private record Point(PlanSpec plan, Equipment equipment) {
    String id() {
      return plan.id() + "/" + equipment.id();
    }
  }

  private static Stream<Point> points(Site site) {
    return site.equipment().values().stream()
        .filter(one -> !one.outOfService())
        .flatMap(
            one ->
                one.maintenance().stream()
                    .flatMap(plan -> Optional.ofNullable(site.plans().get(plan)).stream())
                    .filter(plan -> twelfths(plan.level()) > 0)
                    .map(plan -> new Point(plan, one)));
  }

  /** How much of a check point falls on a month, in twelfths. */
  static int twelfths(Level level) {
    return switch (level) {
      case DAILY, WEEKLY, HALF_MONTHLY, MONTHLY -> 12;
      case QUARTERLY -> 4;
      case HALF_YEARLY -> 2;
      case YEARLY -> 1;
      case OVERHAUL, CONTRACTOR, EVENT -> 0;
    };
  }

  private static Found required(Basis basis, Period period) {
    return months(
        basis,
        period,
        (month, point) -> counted(basis, point, month, twelfths(point.plan().level()), 0));
  }

  private static Found coverage(Basis basis, Period period) {
    Set<String> done = new HashSet<>();
    List<Period.OfMonth> months = period.months(basis.site().zone());
    for (Occurrence visit : basis.visits()) {
      checked(basis, visit)
          .flatMap(time -> months.stream().filter(it -> it.part().contains(time)).findFirst())
          .ifPresent(it -> done.add(it.month() + visit.plan() + "/" + visit.equipment()));
    }
    return months(
        basis,
        period,
        (month, point) ->
            counted(
                basis,
                point,
                month,
                done.contains(month.month() + point.id()) ? 12 : 0,
                twelfths(point.plan().level())));
  }

  /** When a visit was made; of one that was covered, its own time. */
  private static Optional<Instant> checked(Basis basis, Occurrence visit) {
    return switch (visit.state()) {
      case DONE, DUE -> basis.worked(visit);
      case ABSORBED -> Optional.of(visit.dueAt());
      case MISSED -> Optional.empty();
    };
  }

  private interface OfPoint {
    Counted count(Period.OfMonth month, Point point);
  }

  private static Found months(Basis basis, Period period, OfPoint count) {
    if (!period.wholeMonths(basis.site().zone())) {
      return new Found.NotKnown(NOT_WHOLE);
    }
    return rows(
        period.months(basis.site().zone()).stream()
            .filter(month -> !month.part().from().isAfter(period.now()))
            .flatMap(month -> points(basis.site()).map(point -> count.count(month, point))));
  }

  private static Counted counted(
      Basis basis, Point point, Period.OfMonth month, long numerator, long denominator) {
    return new Counted(
        new Row(
            Kind.POINT,
            point.id() + "/" + month.month(),
            Optional.empty(),
            Optional.of(point.equipment().id())),
        month.part().from(),
        numerator,
        denominator,
        basis.keys(point.plan(), point.equipment().id()));
  }

  private static Found reverified(Basis basis, Period period) {
    return rows(
        basis
            .repairs()
            .filter(course -> course.order().source() == OrderSource.PATROL)
            .filter(course -> period.contains(course.order().openedAt()))
            .map(
                course ->
                    OrderFigures.share(
                        basis,
                        course,
                        course.order().openedAt(),
                        course.order().status() == OrderStatus.CLOSED
                            && course.cycles().getLast().restoredAt().isPresent())));
  }

  private static Found frequency(Basis basis, Period period) {
    return rows(
        VisitFigures.due(basis, period)
            .filter(visit -> !visit.dueAt().isAfter(period.now()))
            .map(
                visit ->
                    VisitFigures.counted(
                        basis, visit, visit.dueAt(), done(basis, visit) ? 1 : 0, 1)));
  }

  private static boolean done(Basis basis, Occurrence visit) {
    return switch (visit.state()) {
      case DONE, ABSORBED -> true;
      case DUE -> basis.worked(visit).isPresent();
      case MISSED -> false;
    };
  }

  private static Found traceable(Basis basis, Period period) {
    return rows(
        basis.visits().stream()
            .filter(visit -> visit.state() == Occurrence.State.DONE)
            .flatMap(
                visit ->
                    visit
                        .doneAt()
                        .filter(period::contains)
                        .map(
                            time ->
                                VisitFigures.counted(
                                    basis, visit, time, traced(basis, visit) ? 1 : 0, 1))
                        .stream()));
  }

  private static boolean traced(Basis basis, Occurrence visit) {
    return visit
        .workOrder()
        .flatMap(basis::order)
        .filter(
            course ->
                course.history().stream()
                    .anyMatch(
                        change ->
                            change.action().equals(OrderAction.COMPLETE.word())
                                && !change.actor().equals(OrderDraft.MACHINE)))
        .isPresent();
  }
}
