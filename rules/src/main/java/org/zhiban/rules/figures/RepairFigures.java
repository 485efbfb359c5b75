package org.zhiban.rules.figures;

import static org.zhiban.rules.figures.Figure.Section.WORK_ORDERS;
import static org.zhiban.rules.figures.OrderFigures.rows;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.rules.figures.Figure.Found;
import org.zhiban.rules.figures.OrderCourse.Cycle;
import org.zhiban.rules.workorder.OrderDraft;

/** How long repairs took, and whether they held. */
final class RepairFigures {
  private RepairFigures() {}

  static final List<Figure> ALL =
      List.of(
          Words.figure("mttr", WORK_ORDERS, Unit.HOURS, "平均修复时间 MTTR", "MTTR")
              .means(
                  "本期关闭的维修：从故障开始（报警首次出现；报修为开单）到恢复（关闭前最后一次完工）的平均时间，已扣除挂起。关闭后重开的，自重开另计一次；验收不通过的，时间连续计算。",
                  "Repairs closed in the period: from the start of the fault (first seen by the"
                      + " alarm; of a report, its opening) to restoration (the last completion"
                      + " before closing), without the time on hold. An order opened again after"
                      + " closing begins another repair; one that was not verified goes on.")
              .asked("R24")
              .by((basis, period) -> repaired(basis, period, RepairFigures::withoutHold)),
          Words.figure("mean_hold", WORK_ORDERS, Unit.HOURS, "平均挂起时间", "Mean time on hold")
              .means(
                  "与平均修复时间同一批维修：恢复前处于挂起的平均时间。",
                  "The same repairs as of MTTR: their time on hold before restoration.")
              .asked("R24")
              .by((basis, period) -> repaired(basis, period, Cycle::held)),
          Words.figure("first_time_fix", WORK_ORDERS, Unit.SHARE, "一次修复率", "First-time fix")
              .means(
                  "本期关闭且至今已满 7 天的维修：只到场一次、7 天内未重开且同一故障未另开工单的比例。挂起后继续不算再次到场。",
                  "Repairs closed in the period, a week ago or more: those to which somebody came"
                      + " once, and that were neither opened again nor followed by an order of the"
                      + " same fault within 7 days. Going on after a hold is no second visit.")
              .asked("R24")
              .by(
                  (basis, period) ->
                      held(
                          basis,
                          period,
                          (course, cycle) ->
                              cycle.arrivals() <= 1 && !basis.cameBack(course, cycle))),
          Words.figure("re_repair", WORK_ORDERS, Unit.SHARE, "返修率", "Re-repair")
              .means(
                  "本期关闭且至今已满 7 天的维修：7 天内重开、或同一故障另开工单的比例。",
                  "Repairs closed in the period, a week ago or more: those opened again, or"
                      + " followed by an order of the same fault, within 7 days.")
              .asked("R24")
              .by((basis, period) -> held(basis, period, basis::cameBack)),
          Words.figure(
                  "visit_rate",
                  WORK_ORDERS,
                  Unit.SHARE,
                  "回访率（服务中心）",
                  "Return visits, service centre")
              .means(
                  "本期进入回访的报修工单：已回访（含回访后重开）的比例。",
                  "Customers' reports that came to the return visit in the period: those visited,"
                      + " also where the visit opened them again.")
              .asked("R19", "R20")
              .by(RepairFigures::visited)
              .aim(1),
          Words.figure(
                  "machine_verified", WORK_ORDERS, Unit.SHARE, "系统验收率", "Verified by the machine")
              .means(
                  "本期由验收转为关闭的报警工单：由系统凭监测数据验收的比例。",
                  "Orders of alarms that were verified and closed in the period: those that the"
                      + " machine verified by what it measured.")
              .asked("R26")
              .by(RepairFigures::verified));

  private static Duration withoutHold(Cycle cycle) {
    Duration whole = OrderCourse.span(cycle.faultAt(), cycle.worksSince().orElseThrow());
    return whole.compareTo(cycle.held()) > 0 ? whole.minus(cycle.held()) : Duration.ZERO;
  }

  private static Found repaired(Basis basis, Period period, Function<Cycle, Duration> took) {
    return each(
        basis,
        cycle -> closedIn(cycle, period),
        (course, cycle) ->
            OrderFigures.took(basis, course, cycle.endedAt().orElseThrow(), took.apply(cycle)));
  }

  private static boolean closedIn(Cycle cycle, Period period) {
    return cycle.repaired() && cycle.endedAt().filter(period::contains).isPresent();
  }

  /** Whether a repair held is known a week later. */
  private static Found held(Basis basis, Period period, BiPredicate<OrderCourse, Cycle> yes) {
    return each(
        basis,
        cycle ->
            closedIn(cycle, period)
                && !cycle.endedAt().orElseThrow().plus(Records.COMES_BACK).isAfter(period.now()),
        (course, cycle) ->
            OrderFigures.share(
                basis, course, cycle.endedAt().orElseThrow(), yes.test(course, cycle)));
  }

  private static Found each(
      Basis basis, Predicate<Cycle> which, BiFunction<OrderCourse, Cycle, Counted> row) {
    return rows(
        basis
            .repairs()
            .flatMap(
                course ->
                    course.cycles().stream().filter(which).map(cycle -> row.apply(course, cycle))));
  }

  private static Found visited(Basis basis, Period period) {
    return rows(
        basis
            .unplanned()
            .filter(OrderFigures::reported)
            .flatMap(
                course -> {
                  List<OrderChange> history = course.history();
                  return IntStream.range(0, history.size())
                      .filter(at -> OrderCourse.entered(history.get(at), OrderStatus.VISIT))
                      .filter(at -> period.contains(history.get(at).time()))
                      .mapToObj(
                          at ->
                              OrderFigures.share(
                                  basis,
                                  course,
                                  history.get(at).time(),
                                  leftByVisit(history.subList(at + 1, history.size()))));
                }));
  }

  private static boolean leftByVisit(List<OrderChange> after) {
    return after.stream()
        .filter(change -> change.to() != OrderStatus.VISIT)
        .findFirst()
        .filter(
            change ->
                change.action().equals(OrderAction.VISIT.word())
                    || change.action().equals(OrderAction.REOPEN.word()))
        .isPresent();
  }

  private static Found verified(Basis basis, Period period) {
    return rows(
        basis
            .repairs()
            .filter(course -> course.order().source() == OrderSource.ALARM)
            .flatMap(
                course ->
                    course.history().stream()
                        .filter(change -> change.to() == OrderStatus.CLOSED)
                        .filter(
                            change -> change.from().filter(OrderStatus.VERIFY::equals).isPresent())
                        .filter(change -> period.contains(change.time()))
                        .map(
                            change ->
                                OrderFigures.share(
                                    basis,
                                    course,
                                    change.time(),
                                    change.actor().equals(OrderDraft.MACHINE)))));
  }
}
