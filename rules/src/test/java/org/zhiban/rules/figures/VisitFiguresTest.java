package org.zhiban.rules.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.figures.Told.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.rules.TestSites;

/** Which visits belong to a figure, at the edges ([R9] [K2] [Q1] [Q2] [Q4] [Q5] [Q6]). */
class VisitFiguresTest {
  /** November, looked at on 20 December. */
  private static final Period NOVEMBER = new Period(at(0), at(30 * 24), at(49 * 24));

  private static final Site SITE =
      TestSites.pump(
          Map.of(),
          Set.of(),
          plan("daily", Level.DAILY, false),
          plan("monthly", Level.MONTHLY, false),
          plan("law", Level.MONTHLY, true),
          plan("quarterly", Level.QUARTERLY, false),
          plan("yearly", Level.YEARLY, false),
          plan("overhaul", Level.OVERHAUL, false));

  private static PlanSpec plan(String id, Level level, boolean statutory) {
    return new PlanSpec(
        id,
        level,
        "plumbing",
        Optional.empty(),
        new PlanSpec.Floating(new Span(30, Span.Unit.DAY)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        statutory,
        List.of(),
        Optional.empty(),
        TestSites.HERE);
  }

  private static Occurrence visit(
      String plan, double due, Occurrence.State state, Optional<Instant> done) {
    return new Occurrence(
        plan,
        "pump",
        LocalDate.of(2026, 11, 1).plusDays((long) due / 24),
        Objects.requireNonNull(SITE.plans().get(plan)).level(),
        at(due - 8),
        at(due),
        state,
        Optional.empty(),
        Optional.empty(),
        done);
  }

  private static Occurrence done(String plan, double due, double done) {
    return visit(plan, due, Occurrence.State.DONE, Optional.of(at(done)));
  }

  private static FigureResult of(String figure, Period period, Occurrence... visits) {
    return new Figures(SITE, new Records(List.of(), Arrays.asList(visits), List.of()))
        .of(figure, period)
        .orElseThrow();
  }

  private static double value(FigureResult result) {
    return switch (result.value()) {
      case FigureResult.Value.Known(double amount) -> amount;
      case FigureResult.Value.NoData(var why) -> throw new AssertionError(why.en());
    };
  }

  @Test
  void aTenthOfTheIntervalIsGraceAndTheLawGivesNone() {
    assertThat(value(of("pm_compliance", NOVEMBER, done("monthly", 100, 172)))).isEqualTo(1);
    assertThat(value(of("pm_compliance", NOVEMBER, done("monthly", 100, 172.01)))).isZero();
    assertThat(value(of("pm_compliance", NOVEMBER, done("law", 100, 100)))).isEqualTo(1);
    assertThat(value(of("pm_compliance", NOVEMBER, done("law", 100, 100.01)))).isZero();
    assertThat(value(of("pm_compliance", NOVEMBER, done("daily", 100, 20)))).isEqualTo(1);
  }

  @Test
  void whatIsNotDecidedOrNotOnRecordIsNotCounted() {
    Period early = new Period(at(0), at(30 * 24), at(171));
    assertThat(of("pm_compliance", early, done("monthly", 100, 90)).rows()).isEmpty();
    assertThat(
            of(
                    "pm_compliance",
                    NOVEMBER,
                    visit("monthly", 100, Occurrence.State.DONE, Optional.empty()),
                    visit("monthly", 200, Occurrence.State.ABSORBED, Optional.empty()))
                .rows())
        .isEmpty();
    FigureResult undone =
        of(
            "pm_compliance",
            NOVEMBER,
            visit("monthly", 100, Occurrence.State.DUE, Optional.empty()),
            visit("monthly", 200, Occurrence.State.MISSED, Optional.empty()));
    assertThat(value(undone)).isZero();
    assertThat(undone.denominator()).isEqualTo(2);
  }

  @Test
  void workThatWaitsToBeVerifiedIsDone() {
    Told order =
        Told.order("order", OrderSource.PLAN, 90)
            .step(91, OrderStatus.IN_PROGRESS)
            .step(95, OrderStatus.VERIFY);
    Occurrence visit =
        visit("law", 100, Occurrence.State.DUE, Optional.empty()).by(Optional.of("order"));
    Figures figures =
        new Figures(SITE, new Records(List.of(order.row()), List.of(visit), List.of()));
    assertThat(value(figures.of("pm_compliance", NOVEMBER).orElseThrow())).isEqualTo(1);
    assertThat(value(figures.of("pm_done", NOVEMBER).orElseThrow())).isEqualTo(1);
    assertThat(value(figures.of("q4_frequency", NOVEMBER).orElseThrow())).isEqualTo(1);
  }

  @Test
  void frequencyCountsLateAndCoveredOnes() {
    FigureResult q4 =
        of(
            "q4_frequency",
            NOVEMBER,
            done("monthly", 100, 700),
            visit("daily", 200, Occurrence.State.ABSORBED, Optional.empty()),
            visit("daily", 300, Occurrence.State.MISSED, Optional.empty()),
            visit("daily", 400, Occurrence.State.DUE, Optional.empty()),
            done("daily", 30 * 24, 30 * 24));
    assertThat(value(q4)).isEqualTo(0.5);
  }

  @Test
  void theFormulaOfTheSourceSaysWhatIsRequired() {
    assertThat(value(of("q2_required", NOVEMBER))).isEqualTo(41 / 12.0);
    Period twoMonths = new Period(at(0), at(61 * 24), at(49 * 24));
    assertThat(value(of("q2_required", twoMonths))).isEqualTo(82 / 12.0);
    assertThat(of("q2_required", new Period(at(0), at(29 * 24), at(49 * 24))).value())
        .isInstanceOf(FigureResult.Value.NoData.class);
  }

  @Test
  void aPointIsCoveredOnceAMonthHoweverOftenItWasChecked() {
    FigureResult q1 =
        of(
            "q1_coverage",
            NOVEMBER,
            done("daily", 24, 24),
            done("daily", 48, 48),
            done("overhaul", 48, 48),
            done("quarterly", 100, 110),
            visit("monthly", 100, Occurrence.State.ABSORBED, Optional.empty()),
            visit("law", 100, Occurrence.State.MISSED, Optional.empty()));
    assertThat(q1.numerator()).isEqualTo(36);
    assertThat(value(q1)).isEqualTo(36 / 41.0);
  }

  @Test
  void aVisitIsTraceableByThePersonWhoCompletedItsOrder() {
    Told named = Told.order("named", OrderSource.PLAN, 1).step(2, OrderStatus.VERIFY).repaired(3);
    Told nobody =
        Told.order("nobody", OrderSource.PLAN, 1).step(2, "zhiban", "auto", OrderStatus.CLOSED);
    Figures figures =
        new Figures(
            SITE,
            new Records(
                List.of(named.row(), nobody.row()),
                List.of(
                    done("daily", 24, 24).by(Optional.of("named")),
                    done("daily", 48, 48).by(Optional.of("nobody")),
                    done("daily", 72, 72)),
                List.of()));
    assertThat(value(figures.of("q5_traceable", NOVEMBER).orElseThrow())).isEqualTo(1 / 3.0);
  }

  @Test
  void aBrokenTextIsNotGuessed() {
    assertThat(of("q6_findings", NOVEMBER).value()).isInstanceOf(FigureResult.Value.NoData.class);
  }
}
