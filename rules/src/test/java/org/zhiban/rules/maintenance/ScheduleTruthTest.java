package org.zhiban.rules.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.TestSites.ZONE;
import static org.zhiban.rules.TestSites.plan;
import static org.zhiban.rules.TestSites.pump;
import static org.zhiban.rules.TestSites.rrule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.Occurrence.State;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;

/** What the schedule says of gaps, covered visits, changed plans and orders that stay open. */
final class ScheduleTruthTest {
  private static final PlanSpec DAILY =
      plan("daily", Level.DAILY, rrule("FREQ=DAILY;BYHOUR=9"), Optional.empty(), List.of());
  private static final PlanSpec HALF =
      plan(
          "half",
          Level.HALF_MONTHLY,
          new PlanSpec.Ceiling(days(15)),
          Optional.of(days(2)),
          List.of());
  private static final PlanSpec QUARTER =
      plan(
          "quarter",
          Level.QUARTERLY,
          new PlanSpec.Ceiling(days(92)),
          Optional.of(days(7)),
          List.of("half"));

  /** The smaller may wait until 25 November, the larger until the 30th; it is aimed at the 23rd. */
  private static final Site BOTH =
      pump(
          Map.of("half", date("2026-11-10"), "quarter", date("2026-08-30")),
          Set.of(),
          HALF,
          QUARTER);

  private static Span days(int days) {
    return new Span(days, Span.Unit.DAY);
  }

  private static LocalDate date(String day) {
    return LocalDate.parse(day);
  }

  private static Instant at(String day, int hour) {
    return date(day).atTime(hour, 0).atZone(ZONE).toInstant();
  }

  private static Instant endOf(String day) {
    return date(day).plusDays(1).atStartOfDay(ZONE).toInstant();
  }

  private static PlanSpec byNight(PlanSpec plan, String from, String to) {
    return new PlanSpec(
        plan.id(),
        plan.level(),
        plan.trade(),
        plan.contractor(),
        plan.recurrence(),
        plan.lead(),
        Optional.of(new PlanSpec.Window(LocalTime.parse(from), LocalTime.parse(to))),
        plan.season(),
        plan.statutory(),
        plan.absorbs(),
        plan.checklist(),
        plan.position());
  }

  @Test
  void aLargerVisitIsDueWhenTheSmallerOneThatWaitsForItIs() {
    Ledger record = new Ledger();
    record.plan(BOTH, at("2026-11-21", 12));
    assertThat(record.row("quarterpump2026-11-23").dueAt()).isEqualTo(endOf("2026-11-25"));
    assertThat(record.row("halfpump2026-11-23").absorbedBy()).contains("quarter");
    record.plan(BOTH, at("2026-11-23", 12));
    assertThat(record.orders).as("one visit does both").isEqualTo(1);
  }

  @Test
  void aSmallerVisitIsAbsorbedWhenTheLargerOneIsDone() {
    Ledger record = new Ledger();
    record.plan(BOTH, at("2026-11-23", 12));
    assertThat(record.of(State.ABSORBED)).isEmpty();
    record.complete("quarterpump2026-11-23", at("2026-11-24", 15));
    record.verify("quarterpump2026-11-23");
    record.plan(BOTH, at("2026-11-24", 16));
    assertThat(record.dates("half", State.ABSORBED)).containsExactly(date("2026-11-23"));
    assertThat(record.dates("half", State.DUE)).containsExactly(date("2026-12-07"));
    assertThat(record.orders).isEqualTo(1);
  }

  @Test
  void aSmallerVisitIsDueByItselfWhenTheLargerOneIsCancelled() {
    Ledger record = new Ledger();
    record.plan(BOTH, at("2026-11-23", 12));
    record.cancel("quarterpump2026-11-23");
    Site without = pump(Map.of("half", date("2026-11-10")), Set.of(), HALF);
    record.plan(without, at("2026-11-24", 12));
    assertThat(record.row("halfpump2026-11-23").workOrder()).isPresent();
    assertThat(record.row("halfpump2026-11-23").absorbedBy()).isEmpty();
  }

  @Test
  void aSmallerVisitIsDueByItselfWhenTheLargerOneIsLate() {
    Ledger record = new Ledger();
    record.plan(BOTH, at("2026-11-23", 12));
    record.plan(BOTH, at("2026-11-25", 12));
    assertThat(record.row("halfpump2026-11-23").workOrder()).isEmpty();
    record.plan(BOTH, at("2026-11-26", 12));
    assertThat(record.row("halfpump2026-11-23").workOrder()).isPresent();
    assertThat(record.noted(ScheduleNote.Kind.UNCOVERED)).containsExactly(date("2026-11-23"));
    assertThat(record.noted(ScheduleNote.Kind.GAP_BROKEN)).containsExactly(date("2026-11-25"));
  }

  @Test
  void workThatWaitsToBeVerifiedBreaksNoGapAndTheNextVisitIsDueAllTheSame() {
    Site site = pump(Map.of("half", date("2026-11-10")), Set.of(), HALF);
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-23", 12));
    record.complete("halfpump2026-11-23", at("2026-11-25", 17));
    record.plan(site, at("2026-11-28", 12));
    assertThat(record.noted(ScheduleNote.Kind.GAP_BROKEN)).isEmpty();
    assertThat(record.dates("half", State.DUE))
        .containsExactly(date("2026-11-23"), date("2026-12-08"));
    assertThat(record.row("halfpump2026-12-08").dueAt()).isEqualTo(endOf("2026-12-10"));
    record.plan(site, at("2026-12-08", 12));
    assertThat(record.row("halfpump2026-12-08").workOrder()).isPresent();
    assertThat(record.orders).isEqualTo(2);
    record.complete("halfpump2026-12-08", at("2026-12-10", 15));
    record.plan(site, at("2026-12-11", 12));
    assertThat(record.noted(ScheduleNote.Kind.GAP_BROKEN)).isEmpty();
    assertThat(record.dates("half", State.DUE))
        .containsExactly(date("2026-11-23"), date("2026-12-08"), date("2026-12-23"));
    assertThat(record.noted(ScheduleNote.Kind.WITHDRAWN)).isEmpty();
  }

  @Test
  void nothingMovesWhenWorkIsVerifiedAtLast() {
    Site site = pump(Map.of("half", date("2026-11-10")), Set.of(), HALF);
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-23", 12));
    record.complete("halfpump2026-11-23", at("2026-11-25", 17));
    record.plan(site, at("2026-11-28", 12));
    Occurrence next = record.row("halfpump2026-12-08");
    record.verify("halfpump2026-11-23");
    record.plan(site, at("2026-11-30", 12));
    assertThat(record.row("halfpump2026-12-08")).isEqualTo(next);
    assertThat(record.rows).hasSize(2);
    assertThat(record.noted(ScheduleNote.Kind.WITHDRAWN)).isEmpty();
  }

  @Test
  void workThatIsToBeDoneAgainTakesBackTheVisitAfterIt() {
    Site site = pump(Map.of("half", date("2026-11-10")), Set.of(), HALF);
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-23", 12));
    record.complete("halfpump2026-11-23", at("2026-11-25", 17));
    record.plan(site, at("2026-11-28", 12));
    record.reopen("halfpump2026-11-23");
    record.plan(site, at("2026-11-29", 12));
    assertThat(record.dates("half", State.DUE)).containsExactly(date("2026-11-23"));
    assertThat(record.noted(ScheduleNote.Kind.WITHDRAWN)).containsExactly(date("2026-12-08"));
    assertThat(record.orders).isEqualTo(1);
  }

  @Test
  void workThatIsToBeDoneAgainLeavesTheOrderAfterItWithThoseWhoHaveIt() {
    Site site = pump(Map.of("half", date("2026-11-10")), Set.of(), HALF);
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-23", 12));
    record.complete("halfpump2026-11-23", at("2026-11-25", 17));
    record.plan(site, at("2026-12-08", 12));
    record.reopen("halfpump2026-11-23");
    record.plan(site, at("2026-12-09", 12));
    assertThat(record.dates("half", State.DUE))
        .containsExactly(date("2026-11-23"), date("2026-12-08"));
    assertThat(record.orders).isEqualTo(2);
  }

  /** The larger one was done on the 24th, and covers the smaller one of the 23rd. */
  private static Ledger largerIsDone() {
    Ledger record = new Ledger();
    record.plan(BOTH, at("2026-11-23", 12));
    record.complete("quarterpump2026-11-23", at("2026-11-24", 15));
    List.of("2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27")
        .forEach(day -> record.plan(BOTH, at(day, 16)));
    return record;
  }

  @Test
  void workOfALargerVisitCountsBeforeItIsVerified() {
    Ledger record = largerIsDone();
    assertThat(record.orders).isEqualTo(1);
    assertThat(record.row("halfpump2026-11-23").absorbedBy()).contains("quarter");
    assertThat(record.dates("half", State.DUE))
        .containsExactly(date("2026-11-23"), date("2026-12-07"));
    record.plan(BOTH, at("2026-12-07", 12));
    assertThat(record.row("halfpump2026-11-23").workOrder()).isEmpty();
    assertThat(record.row("halfpump2026-12-07").workOrder()).isPresent();
    record.plan(BOTH, at("2026-12-08", 12));
    record.verify("quarterpump2026-11-23");
    record.plan(BOTH, at("2026-12-08", 13));
    assertThat(record.dates("half", State.ABSORBED)).containsExactly(date("2026-11-23"));
    assertThat(record.dates("half", State.DUE)).containsExactly(date("2026-12-07"));
    assertThat(record.orders).isEqualTo(2);
    assertThat(record.notes).isEmpty();
  }

  @Test
  void aSmallerVisitIsOwedAgainWhenTheLargerOneIsToBeDoneAgain() {
    Ledger record = largerIsDone();
    record.reopen("quarterpump2026-11-23");
    record.plan(BOTH, at("2026-11-27", 17));
    assertThat(record.dates("half", State.DUE)).containsExactly(date("2026-11-23"));
    assertThat(record.row("halfpump2026-11-23").workOrder()).isPresent();
    assertThat(record.noted(ScheduleNote.Kind.UNCOVERED)).containsExactly(date("2026-11-23"));
    assertThat(record.noted(ScheduleNote.Kind.WITHDRAWN))
        .containsExactly(date("2026-12-07"), date("2027-02-17"));
  }

  @Test
  void theSameWorkIsNotOrderedThreeDaysLater() {
    Site site =
        pump(
            Map.of("half", date("2026-11-10"), "quarter", date("2026-08-20")),
            Set.of(),
            HALF,
            QUARTER);
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-13", 12));
    record.complete("quarterpump2026-11-13", at("2026-11-20", 15));
    record.plan(site, at("2026-11-23", 12));
    assertThat(record.orders).isEqualTo(1);
    assertThat(record.dates("half", State.DUE)).containsExactly(date("2026-12-03"));
    record.reopen("quarterpump2026-11-13");
    record.plan(site, at("2026-11-23", 13));
    assertThat(record.row("halfpump2026-11-23").workOrder()).isPresent();
  }

  @Test
  void theNextVisitCountsFromTheDayOnWhichTheWorkWasDone() {
    Site site = pump(Map.of("half", date("2026-11-10")), Set.of(), HALF);
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-23", 12));
    record.complete("halfpump2026-11-23", at("2026-12-01", 10));
    record.verify("halfpump2026-11-23");
    record.plan(site, at("2026-12-03", 12));
    assertThat(record.dates("half", State.DUE)).containsExactly(date("2026-12-14"));
    assertThat(record.row("halfpump2026-12-14").dueAt()).isEqualTo(endOf("2026-12-16"));
  }

  @Test
  void aChangedRuleTakesBackWhatNobodyWorksOn() {
    Ledger record = new Ledger();
    record.plan(pump(Map.of(), Set.of(), DAILY), at("2026-11-21", 12));
    PlanSpec mondays =
        plan("daily", Level.DAILY, rrule("FREQ=WEEKLY;BYDAY=MO"), Optional.empty(), List.of());
    record.plan(pump(Map.of(), Set.of(), mondays), at("2026-11-21", 13));
    assertThat(record.dates("daily", State.DUE))
        .containsExactly(
            date("2026-11-21"),
            date("2026-11-23"),
            date("2026-11-30"),
            date("2026-12-07"),
            date("2026-12-14"),
            date("2026-12-21"));
    assertThat(record.noted(ScheduleNote.Kind.WITHDRAWN)).hasSize(30);
  }

  @Test
  void aPlanThatIsGoneLeavesNothingBehindButItsOrders() {
    Ledger record = new Ledger();
    record.plan(pump(Map.of(), Set.of(), DAILY), at("2026-11-21", 12));
    record.plan(pump(Map.of(), Set.of()), at("2026-11-24", 12));
    assertThat(record.rows).containsOnlyKeys("dailypump2026-11-21");
    assertThat(record.orders).isEqualTo(1);
  }

  @Test
  void anOrderThatNobodyCompletedGoesOnForTheNewestVisit() {
    Site site = pump(Map.of(), Set.of(), DAILY);
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-21", 12));
    record.plan(site, at("2026-11-22", 12));
    record.plan(site, at("2026-11-23", 12));
    assertThat(record.orders).isEqualTo(1);
    assertThat(record.dates("daily", State.MISSED))
        .containsExactly(date("2026-11-21"), date("2026-11-22"));
    assertThat(record.row("dailypump2026-11-23").workOrder()).contains("WX-20261121-001");
    assertThat(record.row("dailypump2026-11-22").workOrder()).isEmpty();
  }

  @Test
  void aVisitThatWasPutOffBeginsWhenItWasPutOffTo() {
    PlanSpec monthly =
        plan(
            "monthly",
            Level.MONTHLY,
            rrule("FREQ=MONTHLY;BYMONTHDAY=20"),
            Optional.empty(),
            List.of());
    Site site = pump(Map.of("half", date("2026-11-08")), Set.of(), HALF, monthly);
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-20", 12));
    assertThat(record.orders).isEqualTo(2);
    record.putOff("halfpump2026-11-20", at("2026-11-22", 9));
    record.putOff("monthlypump2026-11-20", at("2026-11-22", 9));
    record.plan(site, at("2026-11-21", 12));
    assertThat(record.orders).isEqualTo(2);
    record.plan(site, at("2026-11-22", 12));
    assertThat(record.orders).isEqualTo(4);
    assertThat(record.dates("half", State.DUE)).containsExactly(date("2026-11-20"));
    assertThat(record.noted(ScheduleNote.Kind.WITHDRAWN)).isEmpty();
  }

  @Test
  void workThatWaitsToBeVerifiedWasDone() {
    Site site = pump(Map.of(), Set.of(), DAILY);
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-21", 12));
    record.complete("dailypump2026-11-21", at("2026-11-21", 15));
    record.plan(site, at("2026-11-22", 12));
    assertThat(record.orders).isEqualTo(2);
    assertThat(record.of(State.MISSED)).isEmpty();
  }

  @Test
  void workByNightIsDueAtTheEndOfTheNight() {
    PlanSpec yearly =
        plan("yearly", Level.YEARLY, new PlanSpec.Floating(days(365)), Optional.empty(), List.of());
    Site site =
        pump(
            Map.of("yearly", date("2025-11-24"), "half", date("2026-11-10")),
            Set.of(),
            byNight(yearly, "00:00", "05:00"),
            byNight(HALF, "00:00", "05:00"));
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-21", 12));
    Occurrence visit = record.row("yearlypump2026-11-24");
    assertThat(visit.startAt()).isEqualTo(at("2026-11-24", 0));
    assertThat(visit.dueAt()).isEqualTo(at("2026-12-30", 5));
    Occurrence byLaw = record.row("halfpump2026-11-23");
    assertThat(byLaw.startAt()).isEqualTo(at("2026-11-23", 0));
    assertThat(byLaw.dueAt()).as("the gap lasts for the whole day").isEqualTo(endOf("2026-11-25"));
  }

  @Test
  void aNightOverMidnightBelongsToTheDayOnWhichItBegins() {
    Site site = pump(Map.of("half", date("2026-11-10")), Set.of(), byNight(HALF, "23:00", "05:00"));
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-24", 0));
    assertThat(record.row("halfpump2026-11-23").dueAt()).isEqualTo(at("2026-11-26", 5));
    record.complete("halfpump2026-11-23", at("2026-11-24", 1));
    record.verify("halfpump2026-11-23");
    record.plan(site, at("2026-11-24", 2));
    assertThat(record.dates("half", State.DUE)).containsExactly(date("2026-12-06"));
  }

  @Test
  void aCeilingIsAimedAtADayOnWhichSomebodyWorks() {
    Site site = pump(Map.of("half", date("2026-11-15")), Set.of(), HALF);
    Ledger record = new Ledger();
    record.plan(site, at("2026-11-21", 12));
    assertThat(record.dates("half", State.DUE))
        .as("28 November is a Saturday")
        .containsExactly(date("2026-11-27"));
  }
}
