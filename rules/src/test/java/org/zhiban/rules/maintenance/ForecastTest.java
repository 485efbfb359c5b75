package org.zhiban.rules.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.TestSites.ZONE;
import static org.zhiban.rules.TestSites.plan;
import static org.zhiban.rules.TestSites.pump;
import static org.zhiban.rules.TestSites.rrule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.rules.maintenance.Forecast.Visit;

/** The workload of the months to come. */
final class ForecastTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Instant NOON = TODAY.atTime(12, 0).atZone(ZONE).toInstant();
  private static final LocalDate LAST = TODAY.plusMonths(13);

  private static PlanSpec counted(String id, Level level, int gap, int lead, String... absorbs) {
    return plan(
        id,
        level,
        new PlanSpec.Ceiling(new Span(gap, Span.Unit.DAY)),
        Optional.of(new Span(lead, Span.Unit.DAY)),
        List.of(absorbs));
  }

  private static List<Visit> visits(Site site) {
    return Forecast.of(site, Map.of(), NOON, LAST);
  }

  private static List<LocalDate> days(List<Visit> visits, String plan) {
    return visits.stream().filter(v -> v.plan().id().equals(plan)).map(Visit::day).toList();
  }

  @Test
  void aRuleIsForecastDateByDate() {
    PlanSpec mondays =
        plan("weekly", Level.WEEKLY, rrule("FREQ=WEEKLY;BYDAY=MO"), Optional.empty(), List.of());
    assertThat(days(visits(pump(Map.of(), Set.of(), mondays)), "weekly"))
        .isEqualTo(TODAY.datesUntil(LAST.plusDays(1), java.time.Period.ofDays(7)).toList());
  }

  @Test
  void whatCountsFromTheWorkFollowsItselfWithinItsGap() {
    Site site =
        pump(
            Map.of("half", TODAY.minusDays(13)),
            Set.of(),
            counted("half", Level.HALF_MONTHLY, 15, 2));
    List<LocalDate> days = days(visits(site), "half");
    assertThat(days).hasSizeBetween(28, 33);
    LocalDate before = TODAY.minusDays(13);
    for (LocalDate day : days) {
      assertThat(ChronoUnit.DAYS.between(before, day)).isBetween(1L, 15L);
      before = day;
    }
  }

  @Test
  void aLargerVisitTakesTheSmallerOneWithIt() {
    Site site =
        pump(
            Map.of("half", TODAY.minusDays(5), "quarter", TODAY.minusDays(40)),
            Set.of(),
            counted("half", Level.HALF_MONTHLY, 15, 2),
            counted("quarter", Level.QUARTERLY, 92, 7, "half"));
    List<Visit> visits = visits(site);
    List<LocalDate> larger = days(visits, "quarter");
    assertThat(larger).hasSizeBetween(4, 6);
    assertThat(days(visits, "half")).doesNotContainAnyElementsOf(larger);
    LocalDate before = TODAY.minusDays(5);
    for (Visit visit : visits) {
      assertThat(ChronoUnit.DAYS.between(before, visit.day())).isBetween(1L, 15L);
      before = visit.day();
    }
  }

  @Test
  void whatIsOverdueIsTodaysWorkOnce() {
    PlanSpec yearly =
        plan(
            "yearly",
            Level.YEARLY,
            new PlanSpec.Floating(new Span(365, Span.Unit.DAY)),
            Optional.empty(),
            List.of());
    Site site = pump(Map.of("yearly", LocalDate.of(2019, 1, 1)), Set.of(), yearly);
    assertThat(days(visits(site), "yearly")).containsExactly(TODAY, TODAY.plusDays(365));
  }

  @Test
  void whatNothingIsKnownOfIsDueNow() {
    Site site = pump(Map.of(), Set.of(), counted("half", Level.HALF_MONTHLY, 15, 2));
    assertThat(days(visits(site), "half").getFirst()).isEqualTo(TODAY);
  }
}
