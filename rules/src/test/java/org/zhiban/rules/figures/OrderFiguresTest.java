package org.zhiban.rules.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.model.workorder.OrderSource.ALARM;
import static org.zhiban.model.workorder.OrderSource.PATROL;
import static org.zhiban.model.workorder.OrderSource.PLAN;
import static org.zhiban.model.workorder.OrderSource.REPORT;
import static org.zhiban.model.workorder.OrderStatus.*;
import static org.zhiban.rules.figures.Told.at;
import static org.zhiban.rules.figures.Told.order;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitAnswer.Result;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.visit.VisitLevel;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.Evidence;
import org.zhiban.rules.TestSites;

/** Which orders belong to a figure, at the edges ([R9] [R16] [R17] [R20] [R24] [R26] [K2]). */
class OrderFiguresTest {
  /** 1 to 10 November; looked at on the 30th. */
  private static final Period FIRST_TEN = new Period(at(0), at(240), at(29 * 24));

  private static FigureResult of(String figure, Period period, Told... orders) {
    Records records =
        new Records(Arrays.stream(orders).map(Told::row).toList(), List.of(), List.of());
    return new Figures(TestSites.pump(Map.of(), Set.of()), records)
        .of(figure, period)
        .orElseThrow();
  }

  private static List<String> rows(FigureResult result) {
    return result.rows().stream().map(row -> row.row().id()).toList();
  }

  private static Object value(FigureResult result) {
    return switch (result.value()) {
      case FigureResult.Value.Known(double amount) -> amount;
      case FigureResult.Value.NoData(var why) -> why.en();
    };
  }

  @Test
  void theFirstMomentBelongsToThePeriodAndItsEndDoesNot() {
    assertThat(
            rows(
                of(
                    "opened",
                    FIRST_TEN,
                    order("before", ALARM, -0.001),
                    order("first", ALARM, 0),
                    order("last", REPORT, 239.999),
                    order("after", ALARM, 240))))
        .containsExactly("first", "last");
  }

  @Test
  void aMergedOrderCountsUnderTheOtherOneAndAPlannedOneApart() {
    Told[] orders = {
      order("main", ALARM, 1),
      order("merged", ALARM, 2).step(3, MERGED),
      order("planned", PLAN, 4),
      order("cancelled", ALARM, 5).step(6, CANCELLED)
    };
    assertThat(rows(of("opened", FIRST_TEN, orders))).containsExactly("main", "cancelled");
    assertThat(rows(of("planned_opened", FIRST_TEN, orders))).containsExactly("planned");
    assertThat(rows(of("cancelled", FIRST_TEN, orders))).containsExactly("cancelled");
    assertThat(rows(of("backlog", FIRST_TEN, orders))).containsExactly("main");
    assertThat(value(of("closed_loop", FIRST_TEN, orders))).isEqualTo(0.5);
  }

  /** Nothing was broken ([R11] [R21]): no repair, no failure, but overdue as any order. */
  @Test
  void aComplaintIsNoRepair() {
    Told[] orders = {
      order("fault", REPORT, 1),
      order("complaint", REPORT, 2)
          .with(order -> order.concern(Optional.of(Concern.COMPLAINT)))
          .clock("resolve", 1, 2, 3, Clock.State.BREACHED)
          .clock("answer", 1, 2, 3, Clock.State.MET)
          .repaired(4),
      order("demand", REPORT, 5).with(order -> order.concern(Optional.of(Concern.DEMAND)))
    };
    assertThat(rows(of("opened", FIRST_TEN, orders))).containsExactly("fault");
    assertThat(rows(of("complaints", FIRST_TEN, orders))).containsExactly("complaint");
    assertThat(rows(of("demands", FIRST_TEN, orders))).containsExactly("demand");
    for (String repair : List.of("closed", "mttr", "re_repair", "failures")) {
      assertThat(rows(of(repair, FIRST_TEN, orders))).as(repair).doesNotContain("complaint");
    }
    assertThat(rows(of("attainment_resolve", FIRST_TEN, orders))).isEmpty();
    assertThat(value(of("attainment_answer", FIRST_TEN, orders))).isEqualTo(1.0);
  }

  @Test
  void anOrderClosedTwiceCountsOnceWhereItWasClosedLast() {
    Told again =
        order("again", ALARM, 1).repaired(2).step(100, "he", "reopen", DISPATCHED).repaired(300);
    assertThat(rows(of("closed", FIRST_TEN, again))).isEmpty();
    assertThat(rows(of("closed", new Period(at(240), at(480), at(700)), again)))
        .containsExactly("again");
    assertThat(rows(of("backlog", FIRST_TEN, again))).containsExactly("again");
  }

  @Test
  void theBacklogIsThatOfTheEndNotOfToday() {
    Told later = order("later", ALARM, 200).repaired(260);
    assertThat(rows(of("backlog", FIRST_TEN, later))).containsExactly("later");
    assertThat(rows(of("backlog", new Period(at(0), at(480), at(700)), later))).isEmpty();
  }

  @Test
  void whereNothingCountsThereIsNoShareAndACountIsNothing() {
    assertThat(value(of("closed_loop", FIRST_TEN))).isEqualTo("nothing of this period counts");
    assertThat(value(of("mttr", FIRST_TEN))).isEqualTo("nothing of this period counts");
    assertThat(value(of("opened", FIRST_TEN))).isEqualTo(0.0);
  }

  @Test
  void aPromiseIsKeptBrokenOrNotDecided() {
    FigureResult respond =
        of(
            "attainment_respond",
            FIRST_TEN,
            order("kept", ALARM, 1).clock("respond", 1, 1, 2, Clock.State.MET),
            order("broken", ALARM, 1).clock("respond", 1, 1, 2, Clock.State.BREACHED),
            order("runs out", ALARM, 1).clock("respond", 1, 1, 2, Clock.State.RUNNING),
            order("runs", ALARM, 1).clock("respond", 1, 1, 9_000, Clock.State.RUNNING),
            order("paused", ALARM, 1).clock("respond", 1, 1, 2, Clock.State.PAUSED),
            order("ended", ALARM, 1)
                .clock("respond", 1, 1, 2, Clock.State.ENDED)
                .step(1.5, CANCELLED),
            order("planned", PLAN, 1).clock("respond", 1, 1, 2, Clock.State.BREACHED),
            order("merged", ALARM, 1)
                .clock("respond", 1, 1, 2, Clock.State.BREACHED)
                .step(3, MERGED),
            order("twice", ALARM, 1)
                .clock("respond", 1, 1, 2, Clock.State.MET)
                .clock("respond", 2, 100, 101, Clock.State.BREACHED)
                .clock("respond", 3, 300, 301, Clock.State.BREACHED));
    assertThat(rows(respond))
        .containsExactly(
            "broken/respond/1",
            "kept/respond/1",
            "runs out/respond/1",
            "twice/respond/1",
            "twice/respond/2");
    assertThat(value(respond)).isEqualTo(0.4);
  }

  @Test
  void whatIsOverdueIsKnownOfThePresentAlone() {
    Told late = order("late", ALARM, 1).clock("resolve", 1, 1, 2, Clock.State.RUNNING);
    Told held = order("held", ALARM, 1).clock("resolve", 1, 1, 2, Clock.State.PAUSED);
    Told over = order("over", ALARM, 1).clock("resolve", 1, 1, 2, Clock.State.BREACHED).repaired(3);
    assertThat(rows(of("overdue", new Period(at(0), at(240), at(100)), late, held, over)))
        .containsExactly("late");
    assertThat(value(of("overdue", FIRST_TEN, late)))
        .isEqualTo("only of a period that reaches the present");
  }

  @Test
  void mttrGoesFromTheFaultToTheLastCompletionWithoutTheHold() {
    Evidence seenEarlier =
        new Evidence(at(0), at(3), at(0.5), List.of(), "rule", Map.of(), Optional.empty());
    Told held =
        order("held", ALARM, 1)
            .with(order -> order.evidence(Optional.of(seenEarlier)))
            .step(1.5, ACCEPTED)
            .step(2, IN_PROGRESS)
            .step(3, ON_HOLD)
            .step(7, IN_PROGRESS)
            .step(8, VERIFY)
            .step(8.5, "he", "reopen", DISPATCHED)
            .step(9, ACCEPTED)
            .step(9.5, IN_PROGRESS)
            .step(10.5, VERIFY)
            .step(30, CLOSED);
    assertThat(value(of("mttr", FIRST_TEN, held))).isEqualTo(6.0);
    assertThat(value(of("mean_hold", FIRST_TEN, held))).isEqualTo(4.0);
    assertThat(value(of("mtta", FIRST_TEN, held))).isEqualTo(30.0);
    assertThat(value(of("mean_response", FIRST_TEN, held))).isEqualTo(60.0);
  }

  @Test
  void aRepairThatIsOpenedAgainAfterItsClosingBeginsAnew() {
    Told again =
        order("again", ALARM, 0).repaired(1).step(50, "he", "reopen", DISPATCHED).repaired(53);
    // 2 h from the fault, then 4 h from the reopening.
    assertThat(value(of("mttr", FIRST_TEN, again))).isEqualTo(3.0);
    assertThat(rows(of("failures", FIRST_TEN, again))).containsExactly("again", "again");
  }

  @Test
  void aRepairHoldsWhenAWeekHasPassed() {
    Told good = order("good", ALARM, 0).repaired(1);
    Told again =
        order("again", ALARM, 0).repaired(1).step(50, "he", "reopen", DISPATCHED).repaired(60);
    Told twoVisits =
        order("two visits", ALARM, 0)
            .step(1, ACCEPTED)
            .step(2, ON_SITE)
            .step(3, DISPATCHED)
            .repaired(4);
    Told followed =
        order("followed", ALARM, 0).with(o -> o.fault(Optional.of("lift/trapped"))).repaired(1);
    Told next =
        order("next", ALARM, 100).with(o -> o.fault(Optional.of("lift/trapped"))).repaired(210);
    Told[] orders = {good, again, twoVisits, followed, next};
    FigureResult fix = of("first_time_fix", new Period(at(0), at(240), at(240)), orders);
    // The repair of "next" is younger than a week; the second one of "again" is not.
    assertThat(rows(fix)).containsExactly("again", "followed", "good", "two visits", "again");
    assertThat(fix.numerator()).isEqualTo(2);
    assertThat(value(of("re_repair", new Period(at(0), at(240), at(240)), orders)))
        .isEqualTo(2 / 5.0);
  }

  @Test
  void aCustomerIsVisitedOrNot() {
    Told visited =
        order("visited", REPORT, 0)
            .step(1, VERIFY)
            .step(2, "zhao", "verify", VISIT)
            .step(3, "sun", "visit", CLOSED);
    Told dissatisfied =
        order("dissatisfied", REPORT, 0)
            .step(1, VERIFY)
            .step(2, "zhao", "verify", VISIT)
            .step(3, "sun", "reopen", DISPATCHED);
    Told waiting = order("waiting", REPORT, 0).step(1, VERIFY).step(2, "zhao", "verify", VISIT);
    Told alarm = order("alarm", ALARM, 0).repaired(1);
    FigureResult visits = of("visit_rate", FIRST_TEN, visited, dissatisfied, waiting, alarm);
    assertThat(rows(visits)).containsExactly("dissatisfied", "visited", "waiting");
    assertThat(visits.numerator()).isEqualTo(2);
  }

  private static VisitBook book(double drawnAt, int quality, VisitAnswer... answers) {
    return new VisitBook(
        List.of(
            new VisitDraw("o", VisitLevel.DESK, "s", 0, 100, at(drawnAt)),
            new VisitDraw("o", VisitLevel.QUALITY, "s", quality, 50, at(drawnAt)),
            new VisitDraw("o", VisitLevel.HEAD, "s", 9_999, 40, at(drawnAt))),
        List.of(answers));
  }

  private static VisitAnswer answer(VisitLevel level, Result result) {
    return new VisitAnswer(
        "o", 1, level, result, Optional.empty(), Optional.empty(), "sun", at(500));
  }

  @Test
  void aSampleIsOfAllWhoCameToTheirVisitFirstInThePeriod() {
    Told asked =
        order("asked", REPORT, 0)
            .visits(
                book(
                    5,
                    0,
                    answer(VisitLevel.DESK, Result.UNSATISFIED),
                    answer(VisitLevel.QUALITY, Result.SATISFIED)));
    Told notReached =
        order("not reached", REPORT, 0)
            .visits(book(6, 0, answer(VisitLevel.QUALITY, Result.NOT_REACHED)));
    Told notDrawn =
        order("not drawn", REPORT, 0)
            .visits(book(7, 5_000, answer(VisitLevel.DESK, Result.SATISFIED)));
    Told later =
        order("later", REPORT, 0)
            .visits(book(240, 0, answer(VisitLevel.QUALITY, Result.SATISFIED)));
    Told before = order("before lots", REPORT, 0).repaired(1);
    Told[] all = {asked, notReached, notDrawn, later, before};
    FigureResult quality = of("visit_rate_quality", FIRST_TEN, all);
    assertThat(rows(quality)).containsExactly("asked", "not reached", "not drawn");
    assertThat(quality.numerator()).isEqualTo(1);
    assertThat(quality.figure().aim()).hasValue(0.5);
    assertThat(value(of("visit_rate_director", FIRST_TEN, all))).isEqualTo(0.0);
    FigureResult satisfied = of("visit_satisfied", FIRST_TEN, all);
    assertThat(rows(satisfied)).containsExactly("asked", "asked", "not drawn");
    assertThat(satisfied.numerator()).isEqualTo(2);
    assertThat(value(of("visit_rate_quality", FIRST_TEN, before)))
        .isEqualTo("nothing of this period counts");
  }

  @Test
  void theMachineVerifiesWhatItClosesItself() {
    Told byMachine =
        order("machine", ALARM, 0).step(1, VERIFY).step(2, "zhiban", "auto_verify", CLOSED);
    Told byPerson = order("person", ALARM, 0).repaired(1);
    Told report = order("report", REPORT, 0).step(1, VERIFY).step(2, VISIT).step(3, CLOSED);
    FigureResult share = of("machine_verified", FIRST_TEN, byMachine, byPerson, report);
    assertThat(value(share)).isEqualTo(0.5);
    assertThat(rows(share)).containsExactly("machine", "person");
  }

  @Test
  void findingsAreReverifiedByClosing() {
    Told closed = order("closed", PATROL, 0).repaired(1);
    Told cancelled = order("cancelled", PATROL, 0).step(1, CANCELLED);
    Told open = order("open", PATROL, 0).step(1, VERIFY);
    Told alarm = order("alarm", ALARM, 0).repaired(1);
    FigureResult q3 = of("q3_reverified", FIRST_TEN, closed, cancelled, open, alarm);
    assertThat(rows(q3)).containsExactly("cancelled", "closed", "open");
    assertThat(q3.numerator()).isEqualTo(1);
  }

  @Test
  void availabilityCountsWhatOverlapsOnceAndCutsAtThePeriod() {
    Told before = order("before", ALARM, -10).repaired(8.5);
    Told overlapping = order("overlapping", ALARM, 5).repaired(11);
    Told open = order("open", REPORT, 230);
    Told cancelled = order("cancelled", ALARM, 20).step(90, CANCELLED);
    Told chatters =
        order("chatters", ALARM, 20).with(o -> o.fault(Optional.of("pump/low/chattering")));
    Told[] orders = {before, overlapping, open, cancelled, chatters};
    FigureResult up = of("availability", FIRST_TEN, orders);
    // Faults 0-12 (two, overlapping) and 230-240 of 240 h.
    assertThat(value(up)).isEqualTo(218 / 240.0);
    FigureResult mtbf = of("mtbf", FIRST_TEN, orders);
    assertThat(value(mtbf)).isEqualTo(109.0);
    assertThat(rows(of("failures", FIRST_TEN, orders))).containsExactly("overlapping", "open");
    assertThat(mtbf.by(Grouping.CLASS).keySet()).containsExactly("pump");
    assertThat(value(of("mtbf", FIRST_TEN, before))).isEqualTo("nothing of this period counts");
  }
}
