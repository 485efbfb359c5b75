package org.zhiban.rules.figures;

import static org.zhiban.rules.figures.Figure.Section.WORK_ORDERS;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.figures.Counted.Kind;
import org.zhiban.rules.figures.Counted.Row;
import org.zhiban.rules.figures.Figure.Found;

/** How many orders there were, and how soon somebody came. */
final class OrderFigures {
  private OrderFigures() {}

  static final List<Figure> ALL =
      List.of(
          Words.figure("opened", WORK_ORDERS, Unit.COUNT, "新增维修工单", "Repairs opened")
              .means(
                  "本期开出的维修工单（报警、巡查、报修；不含计划保养、投诉和诉求）。并入他单的不计，由主单计一次。",
                  "Repair orders (of alarms, patrols, reports; neither planned maintenance nor"
                      + " complaints and demands) opened in the period. Merged ones count once,"
                      + " under the order that took them over.")
              .asked("R9", "R31")
              .by((basis, period) -> opened(basis.repairs(), basis, period)),
          Words.figure("complaints", WORK_ORDERS, Unit.COUNT, "新增投诉", "Complaints")
              .means("本期登记的投诉（并入他单的不计）。", "Complaints taken in the period; merged ones count once.")
              .asked("R21", "R31")
              .by((basis, period) -> opened(of(Concern.COMPLAINT, basis), basis, period)),
          Words.figure("demands", WORK_ORDERS, Unit.COUNT, "新增建议与诉求", "Demands")
              .means(
                  "本期登记的建议与诉求（并入他单的不计）。",
                  "Suggestions and demands taken in the period; merged ones count once.")
              .asked("R11")
              .by((basis, period) -> opened(of(Concern.DEMAND, basis), basis, period)),
          Words.figure("closed", WORK_ORDERS, Unit.COUNT, "办结维修工单", "Repairs closed")
              .means(
                  "现为已关闭、且最近一次关闭在本期的维修工单；关闭后又重开的，待再次关闭时计。",
                  "Repair orders that stand closed and were last closed in the period; one that was"
                      + " opened again counts when it is closed again.")
              .asked("R9", "R26")
              .by((basis, period) -> ended(basis.repairs(), basis, period, OrderFigures::closed)),
          Words.figure("cancelled", WORK_ORDERS, Unit.COUNT, "取消或退回", "Cancelled or rejected")
              .means(
                  "本期取消或退回的维修工单；并入他单的不在内。",
                  "Repair orders that were cancelled or rejected in the period; merged ones are"
                      + " none of them.")
              .asked("R26")
              .by(
                  (basis, period) ->
                      ended(basis.repairs(), basis, period, OrderFigures::takenBack)),
          Words.figure("backlog", WORK_ORDERS, Unit.COUNT, "期末未结维修工单", "Repairs open at the end")
              .means(
                  "期末（本期未完则为此刻）仍未办结的维修工单，按历史记录还原。积压工时未计：工单没有预计工时。",
                  "Repair orders that were open at the end of the period, or are now where it is"
                      + " not over, by their history. Not in hours: orders carry no estimate.")
              .asked("R25", "K2")
              .by(OrderFigures::backlog),
          Words.figure("overdue", WORK_ORDERS, Unit.COUNT, "超时未结工单", "Orders overdue")
              .means(
                  "此刻未结、至少一个时限已过的工单（各类工单）。过往时点的超时情况不存档，故只对含此刻的期间给出。",
                  "Orders of every kind that are open now with a promise that is past its"
                      + " time. What was overdue at an earlier moment is not kept: only for a"
                      + " period that reaches now.")
              .asked("R8", "R16", "R25", "K2")
              .by(OrderFigures::overdue),
          Words.figure("closed_loop", WORK_ORDERS, Unit.SHARE, "处理率（闭环）", "Dealt with")
              .means(
                  "本期开出的维修工单中，至今已关闭、取消或退回的比例。",
                  "Of the repair orders opened in the period, those that are closed, cancelled or"
                      + " rejected by now.")
              .asked("R26")
              .by(OrderFigures::closedLoop)
              .aim(1),
          Words.figure("mtta", WORK_ORDERS, Unit.MINUTES, "平均接单时间 MTTA", "MTTA, to acceptance")
              .means(
                  "本期开出并已接单的维修工单：从开单到首次接单的平均时间。未接单的不在内。",
                  "Repair orders opened in the period and accepted: from opening to the first"
                      + " acceptance. Those that nobody accepted are not in it.")
              .asked("R16")
              .by(
                  (basis, period) ->
                      until(
                          basis,
                          period,
                          change -> OrderCourse.entered(change, OrderStatus.ACCEPTED))),
          Words.figure("mean_response", WORK_ORDERS, Unit.MINUTES, "平均响应时间", "Mean response")
              .means(
                  "本期开出并已有人到场的维修工单：从开单到首次到场（未报到场的按开始维修）的平均时间。",
                  "Repair orders opened in the period to which somebody came: from opening to the"
                      + " first arrival, or to the start of work where no arrival was told.")
              .asked("R12", "R17")
              .by((basis, period) -> until(basis, period, OrderCourse::arrived))
              .aim(60),
          Words.figure("planned_opened", WORK_ORDERS, Unit.COUNT, "保养工单新增", "Planned orders opened")
              .means("本期开出的计划保养工单。", "Orders of planned maintenance opened in the period.")
              .asked("R9")
              .by((basis, period) -> opened(basis.planned(), basis, period)),
          Words.figure("planned_closed", WORK_ORDERS, Unit.COUNT, "保养工单办结", "Planned orders closed")
              .means(
                  "现为已关闭、且最近一次关闭在本期的计划保养工单。",
                  "Orders of planned maintenance that stand closed and were last closed in the"
                      + " period.")
              .asked("R9")
              .by((basis, period) -> ended(basis.planned(), basis, period, OrderFigures::closed)));

  /** Of each promise, whether it was kept. */
  static Figure attainment(String clock) {
    boolean concerns = OF_CONCERNS.contains(clock);
    String zh = CLOCKS_ZH.getOrDefault(clock, clock);
    return Words.figure(
            "attainment_" + clock,
            WORK_ORDERS,
            Unit.SHARE,
            zh + "及时率",
            "In time: " + clock.replace('_', ' '))
        .means(
            "本期开始计时的“"
                + zh
                + "”时限（"
                + (concerns ? "投诉与诉求" : "维修工单")
                + "，重开后重新计），按时完成的占已有结果的比例；已过时限未完成的算超时；工单结束时未到期也未完成的，和仍在计时的，不在内。挂起期间不计时的按剩余时限。",
            "Promises \""
                + clock
                + "\" of "
                + (concerns ? "complaints and demands" : "repair orders")
                + " that began in the period, one for each time that an order"
                + " was opened: those kept in time out of those that are decided. One past its time"
                + " is broken; one that still runs, or ended with its order undecided, is not in"
                + " it. Where a hold stops the clock, what was left of it counts on.")
        .asked(ASKED.getOrDefault(clock, List.of("R16")).toArray(String[]::new))
        .by((basis, period) -> kept(clock, basis, period));
  }

  private static final Set<String> OF_CONCERNS = Set.of("answer", "settle");

  private static final Map<String, String> CLOCKS_ZH =
      Map.ofEntries(
          Map.entry("forward", "转派"),
          Map.entry("accept", "接单"),
          Map.entry("respond", "响应"),
          Map.entry("arrive", "到场"),
          Map.entry("progress_call", "进度回访"),
          Map.entry("make_safe", "应急处置"),
          Map.entry("resolve", "修复"),
          Map.entry("verify", "验收"),
          Map.entry("visit", "回访"),
          Map.entry("answer", "投诉与诉求答复"),
          Map.entry("settle", "投诉办结"));

  private static final Map<String, List<String>> ASKED =
      Map.of(
          "forward", List.of("R10"),
          "respond", List.of("R12"),
          "progress_call", List.of("R13"),
          "resolve", List.of("R14"),
          "answer", List.of("R11", "R21"),
          "settle", List.of("R21"),
          "visit", List.of("R19"));

  private static Found opened(Stream<OrderCourse> orders, Basis basis, Period period) {
    return rows(
        orders
            .filter(course -> period.contains(course.order().openedAt()))
            .map(course -> one(basis, course, course.order().openedAt())));
  }

  private static Found ended(
      Stream<OrderCourse> orders, Basis basis, Period period, Predicate<WorkOrder> how) {
    return rows(
        orders
            .filter(course -> how.test(course.order()))
            .filter(course -> course.order().closedAt().filter(period::contains).isPresent())
            .map(course -> one(basis, course, course.order().closedAt().orElseThrow())));
  }

  private static Stream<OrderCourse> of(Concern concern, Basis basis) {
    return basis
        .concerns()
        .filter(course -> course.order().concern().filter(concern::equals).isPresent());
  }

  private static boolean closed(WorkOrder order) {
    return order.status() == OrderStatus.CLOSED;
  }

  private static boolean takenBack(WorkOrder order) {
    return order.status() == OrderStatus.CANCELLED || order.status() == OrderStatus.REJECTED;
  }

  private static Found backlog(Basis basis, Period period) {
    return rows(
        basis
            .repairs()
            .filter(course -> course.statusAt(period.end()).filter(OrderStatus::open).isPresent())
            .map(course -> one(basis, course, course.order().openedAt())));
  }

  private static Found overdue(Basis basis, Period period) {
    if (!period.current()) {
      return new Found.NotKnown(
          new LocalizedText("只对含此刻的期间给出", "only of a period that reaches the present"));
    }
    return rows(
        Stream.concat(basis.unplanned(), basis.planned())
            .filter(course -> course.order().status().open())
            .flatMap(
                course ->
                    course.order().clocks().stream()
                        .filter(clock -> past(clock, period.now()))
                        .map(Clock::dueAt)
                        .min(Instant::compareTo)
                        .map(due -> one(basis, course, due))
                        .stream()));
  }

  private static Found closedLoop(Basis basis, Period period) {
    return rows(
        basis
            .repairs()
            .filter(course -> period.contains(course.order().openedAt()))
            .map(
                course ->
                    share(
                        basis,
                        course,
                        course.order().openedAt(),
                        !course.order().status().open())));
  }

  private static Found until(Basis basis, Period period, Predicate<OrderChange> step) {
    return rows(
        basis
            .repairs()
            .filter(course -> period.contains(course.order().openedAt()))
            .flatMap(
                course ->
                    course
                        .first(step)
                        .map(
                            time ->
                                took(
                                    basis,
                                    course,
                                    course.order().openedAt(),
                                    OrderCourse.span(course.order().openedAt(), time)))
                        .stream()));
  }

  /** What is promised of an answer, complaints and demands alone are promised. */
  private static Found kept(String name, Basis basis, Period period) {
    return rows(
        (OF_CONCERNS.contains(name) ? basis.concerns() : basis.repairs())
            .flatMap(
                course ->
                    course.order().clocks().stream()
                        .filter(clock -> clock.name().equals(name))
                        .filter(clock -> period.contains(clock.startedAt()))
                        .flatMap(clock -> kept(clock, course, basis, period).stream())));
  }

  private static Optional<Counted> kept(
      Clock clock, OrderCourse course, Basis basis, Period period) {
    Optional<Boolean> met =
        switch (clock.state()) {
          case MET -> Optional.of(true);
          case BREACHED -> Optional.of(false);
          case RUNNING, PAUSED -> past(clock, period.now()) ? Optional.of(false) : Optional.empty();
          case ENDED -> Optional.empty();
        };
    WorkOrder order = course.order();
    Row row =
        new Row(
            Kind.CLOCK,
            order.id() + "/" + clock.name() + "/" + clock.cycle(),
            Optional.of(order.id()),
            order.equipment());
    return met.map(kept -> new Counted(row, clock.startedAt(), kept ? 1 : 0, 1, basis.keys(order)));
  }

  /** A paused one does not run out. */
  private static boolean past(Clock clock, Instant now) {
    return clock.state() == Clock.State.RUNNING && now.isAfter(clock.dueAt());
  }

  static Counted one(Basis basis, OrderCourse course, Instant at) {
    return counted(basis, course, at, 1, 0);
  }

  static Counted share(Basis basis, OrderCourse course, Instant at, boolean yes) {
    return counted(basis, course, at, yes ? 1 : 0, 1);
  }

  static Counted took(Basis basis, OrderCourse course, Instant at, Duration time) {
    return counted(basis, course, at, time.toMillis(), 1);
  }

  private static Counted counted(
      Basis basis, OrderCourse course, Instant at, long numerator, long denominator) {
    WorkOrder order = course.order();
    return new Counted(basis.row(order), at, numerator, denominator, basis.keys(order));
  }

  static Found rows(Stream<Counted> rows) {
    return new Found.Rows(
        rows.sorted(Comparator.comparing(Counted::at).thenComparing(counted -> counted.row().id()))
            .toList());
  }

  /** What somebody outside reported. */
  static boolean reported(OrderCourse course) {
    return course.order().source() == OrderSource.REPORT;
  }
}
