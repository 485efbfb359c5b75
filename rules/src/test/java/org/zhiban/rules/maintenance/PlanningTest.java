package org.zhiban.rules.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.TestSites.ZONE;
import static org.zhiban.rules.TestSites.plan;
import static org.zhiban.rules.TestSites.pump;
import static org.zhiban.rules.TestSites.rrule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;

final class PlanningTest {
  private static final Instant NOON =
      LocalDate.of(2026, 11, 21).atTime(12, 0).atZone(ZONE).toInstant();
  private static final PlanSpec DAILY =
      plan("daily", Level.DAILY, rrule("FREQ=DAILY;BYHOUR=9"), Optional.empty(), List.of());

  private static Span days(int days) {
    return new Span(days, Span.Unit.DAY);
  }

  private static PlanSpec ceiling(int gap, int lead) {
    return plan(
        "half",
        Level.HALF_MONTHLY,
        new PlanSpec.Ceiling(days(gap)),
        Optional.of(days(lead)),
        List.of());
  }

  @Test
  void aFirstStartPlansTodayAndThirtyFiveDaysAheadAndOrdersWhatHasBegun() {
    Ledger record = new Ledger();
    record.plan(pump(Map.of(), Set.of(), DAILY), NOON);
    assertThat(record.rows).hasSize(36);
    assertThat(record.orders).isEqualTo(1);
    Occurrence today = record.row("dailypump2026-11-21");
    assertThat(today.startAt())
        .isEqualTo(LocalDate.of(2026, 11, 21).atTime(9, 0).atZone(ZONE).toInstant());
    assertThat(today.dueAt()).isEqualTo(LocalDate.of(2026, 11, 22).atStartOfDay(ZONE).toInstant());
  }

  /** A rule that cannot be read stands for whatever goes wrong with one plan. */
  @Test
  void onePlanWithWhichSomethingGoesWrongDoesNotStopTheOthers() {
    PlanSpec broken =
        plan("broken", Level.YEARLY, rrule("FREQ=NEVER"), Optional.empty(), List.of());
    PlanSpec never =
        plan(
            "never",
            Level.YEARLY,
            rrule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
            Optional.empty(),
            List.of());
    Site site = pump(Map.of(), Set.of(), never, broken, DAILY, ceiling(15, 2));
    PlanOutcome.Planned planned =
        (PlanOutcome.Planned) Planning.plan(nothingOnRecord(site, Optional.empty(), NOON));
    assertThat(planned.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.at().plan()).isEqualTo("broken"))
        .satisfies(failure -> assertThat(failure.at().equipment()).isEqualTo("pump"));
    assertThat(planned.added())
        .extracting(Occurrence::plan)
        .contains("daily", "half")
        .doesNotContain("never", "broken")
        .hasSize(37);
    assertThat(planned.orders()).hasSize(2);
  }

  /** Its visits on record stand as they were. */
  @Test
  void whatIsOnRecordOfAPlanThatFailsStays() {
    Ledger record = new Ledger();
    record.plan(pump(Map.of(), Set.of(), DAILY), NOON);
    Map<String, Occurrence> before = Map.copyOf(record.rows);
    PlanSpec broken =
        plan(
            "daily",
            Level.DAILY,
            new PlanSpec.Rule("FREQ=NEVER", Optional.empty(), DAILY.position()),
            Optional.empty(),
            List.of());
    record.plan(pump(Map.of(), Set.of(), broken), NOON.plusSeconds(60));
    assertThat(record.rows).isEqualTo(before);
  }

  @Test
  void planningAgainAddsAndOrdersNothing() {
    Ledger record = new Ledger();
    Site site = pump(Map.of(), Set.of(), DAILY, ceiling(15, 2));
    record.plan(site, NOON);
    int rows = record.rows.size();
    int orders = record.orders;
    record.plan(site, NOON);
    record.plan(site, NOON.plusSeconds(60));
    assertThat(record.rows).hasSize(rows);
    assertThat(record.orders).isEqualTo(orders);
  }

  @Test
  void afterThreeDaysOffOneIsActionableAndTheOldersAreMissed() {
    Ledger record = new Ledger();
    Site site = pump(Map.of(), Set.of(), DAILY);
    record.plan(site, NOON);
    record.plan(site, NOON.plus(Duration.ofDays(3)));
    assertThat(record.orders).as("the first order was not completed, and goes on").isEqualTo(1);
    assertThat(record.of(Occurrence.State.MISSED))
        .extracting(Occurrence::nominal)
        .containsExactlyInAnyOrder(
            LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 22), LocalDate.of(2026, 11, 23));
  }

  @Test
  void aCeilingIsAimedAtBeforeTheGapAndOverdueAtIt() {
    Ledger record = new Ledger();
    record.plan(pump(Map.of("half", LocalDate.of(2026, 11, 10)), Set.of(), ceiling(15, 2)), NOON);
    Occurrence next = record.rows.values().iterator().next();
    assertThat(next.nominal()).isEqualTo(LocalDate.of(2026, 11, 23));
    assertThat(next.dueAt()).isEqualTo(LocalDate.of(2026, 11, 26).atStartOfDay(ZONE).toInstant());
  }

  @Test
  void aCeilingMovesBeforeClosedDaysNeverAfter() {
    Ledger record = new Ledger();
    Set<LocalDate> closed = Set.of(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 22));
    record.plan(pump(Map.of("half", LocalDate.of(2026, 11, 10)), closed, ceiling(15, 2)), NOON);
    assertThat(record.rows.values().iterator().next().nominal())
        .as("21 November is a Saturday")
        .isEqualTo(LocalDate.of(2026, 11, 20));
  }

  @Test
  void aCeilingWithoutAKnownCompletionIsDueNow() {
    Ledger record = new Ledger();
    record.plan(pump(Map.of(), Set.of(), ceiling(15, 2)), NOON);
    assertThat(record.rows.values())
        .extracting(Occurrence::nominal)
        .containsExactly(LocalDate.of(2026, 11, 21));
    assertThat(record.orders).isEqualTo(1);
  }

  @Test
  void aFloatingPlanHasOneOpenVisitAndCountsFromItsCompletion() {
    PlanSpec yearly =
        plan("yearly", Level.YEARLY, new PlanSpec.Floating(days(365)), Optional.empty(), List.of());
    Site site = pump(Map.of("yearly", LocalDate.of(2025, 11, 25)), Set.of(), yearly);
    Ledger record = new Ledger();
    record.plan(site, NOON);
    assertThat(record.rows).containsOnlyKeys("yearlypump2026-11-25");
    record.plan(site, NOON.plus(Duration.ofDays(5)));
    record.complete("yearlypump2026-11-25", NOON.plus(Duration.ofDays(6)));
    record.verify("yearlypump2026-11-25");
    record.plan(site, NOON.plus(Duration.ofDays(7)));
    assertThat(record.of(Occurrence.State.DUE))
        .extracting(Occurrence::nominal)
        .containsExactly(LocalDate.of(2027, 11, 27));
  }

  @Test
  void aLargerVisitAbsorbsTheSmallerOneThatIsDueBesideIt() {
    PlanSpec quarter =
        plan(
            "quarter",
            Level.QUARTERLY,
            new PlanSpec.Ceiling(days(92)),
            Optional.of(days(7)),
            List.of("half"));
    Site site =
        pump(
            Map.of("half", LocalDate.of(2026, 11, 10), "quarter", LocalDate.of(2026, 8, 30)),
            Set.of(),
            ceiling(15, 2),
            quarter);
    Ledger record = new Ledger();
    record.plan(site, NOON);
    assertThat(record.row("halfpump2026-11-23").absorbedBy()).contains("quarter");
  }

  private static PlanRequest nothingOnRecord(Site site, Optional<Instant> watermark, Instant now) {
    return new PlanRequest(
        site,
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        PlanRequest.Occasions.NONE,
        Map.of(),
        watermark,
        now,
        PlanRequest.HORIZON);
  }

  @Test
  void nothingIsScheduledWhileTheClockIsNotSane() {
    Site site = pump(Map.of(), Set.of(), DAILY);
    Instant dead = Instant.parse("1970-01-02T00:00:00Z");
    assertThat(Planning.plan(nothingOnRecord(site, Optional.empty(), dead)))
        .isInstanceOf(PlanOutcome.Refused.class);
    Instant back = NOON.minus(Duration.ofDays(2));
    assertThat(Planning.plan(nothingOnRecord(site, Optional.of(NOON), back)))
        .isInstanceOf(PlanOutcome.Refused.class);
  }

  @Property(tries = 60)
  void noVisitIsDoubledOrLostHoweverOftenAndWheneverItIsPlanned(
      @ForAll @Size(max = 25) List<@IntRange(min = 1, max = 130) Integer> hoursBetween) {
    Site site = pump(Map.of(), Set.of(), DAILY);
    Ledger record = new Ledger();
    Instant now = NOON;
    record.plan(site, now);
    for (int hours : hoursBetween) {
      now = now.plus(Duration.ofHours(hours));
      record.plan(site, now);
    }
    LocalDate last = LocalDate.ofInstant(now, ZONE).plusDays(35);
    List<LocalDate> nominal =
        new ArrayList<>(record.rows.values().stream().map(Occurrence::nominal).sorted().toList());
    List<LocalDate> every = LocalDate.of(2026, 11, 21).datesUntil(last.plusDays(1)).toList();
    assertThat(nominal).isEqualTo(every);
    Instant end = now;
    assertThat(record.rows.values())
        .filteredOn(o -> !o.startAt().isAfter(end))
        .allMatch(o -> o.workOrder().isPresent() || o.state() == Occurrence.State.MISSED);
  }

  /** Forward by a day and back to the time that it is, or back by a day and forward again. */
  @Property(tries = 60)
  void noVisitIsDoubledOrLostWhenTheClockIsSetByADay(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 40) Integer> hoursBetween,
      @ForAll @Size(min = 40, max = 40) List<Boolean> setByADay) {
    Site site = pump(Map.of(), Set.of(), DAILY);
    Ledger record = new Ledger();
    Instant passed = NOON;
    Instant latest = NOON;
    record.plan(site, NOON);
    for (int look = 0; look < hoursBetween.size(); look++) {
      passed = passed.plus(Duration.ofHours(hoursBetween.get(look)));
      Instant shown = setByADay.get(look) ? passed.plus(Duration.ofDays(1)) : passed;
      latest = shown.isAfter(latest) ? shown : latest;
      record.plan(site, shown);
    }
    LocalDate last = LocalDate.ofInstant(latest, ZONE).plusDays(35);
    assertThat(record.rows.values().stream().map(Occurrence::nominal).sorted().toList())
        .isEqualTo(LocalDate.of(2026, 11, 21).datesUntil(last.plusDays(1)).toList());
    Instant end = latest;
    assertThat(record.rows.values())
        .filteredOn(o -> !o.startAt().isAfter(end))
        .allMatch(o -> o.workOrder().isPresent() || o.state() == Occurrence.State.MISSED);
  }
}
