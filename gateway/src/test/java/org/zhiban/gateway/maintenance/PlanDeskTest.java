package org.zhiban.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OrderRefusal;

/** What is due is ordered once, however old it is. */
@Timeout(60)
class PlanDeskTest {
  private static final String OVERHAUL =
      "overhaul: { level: overhaul, trade: plumbing, floating: 3650d }";

  @TempDir Path data;

  @SuppressWarnings("NullAway.Init") // set before each test
  PlanDeskTest() {}

  private static String lift(String plan, String lastDone) {
    return """
    - { id: lift, name: 梯, class: pump, location: A, owner: li, maintenance: [%s], last_done: { %s } }
    """
        .formatted(plan, lastDone);
  }

  @Test
  void aVisitThatHasBeenDueForYearsIsOrderedOnce() {
    try (Schedule schedule =
        new Schedule(
            data,
            Schedule.noon("2026-11-21"),
            lift("overhaul", "overhaul: 2012-05-01"),
            OVERHAUL)) {
      schedule.minutes(5);
      assertThat(schedule.orders()).hasSize(1);
      assertThat(schedule.visits())
          .singleElement()
          .satisfies(
              visit -> {
                assertThat(visit.nominal()).isBefore("2023-01-01");
                assertThat(visit.workOrder()).contains(schedule.numbers().getFirst());
              });
    }
  }

  @Test
  void aVisitWhoseOrderWasCancelledUnderAnEarlierVersionIsOwed() {
    try (Schedule schedule =
        new Schedule(
            data,
            Schedule.noon("2026-11-21"),
            lift("overhaul", "overhaul: 2012-05-01"),
            OVERHAUL)) {
      schedule.minutes(1);
      schedule.cancelledAlone(schedule.orders().iterator().next());
      schedule.minutes(2);
      assertThat(schedule.visits())
          .singleElement()
          .satisfies(visit -> assertThat(visit.workOrder()).isEmpty());
      schedule.at(Schedule.noon("2026-11-22"));
      schedule.minutes(2);
      assertThat(schedule.orders()).hasSize(2);
    }
  }

  @Test
  void anOpenVisitOfYearsAgoOnRecordIsOrderedOnce() {
    try (Schedule schedule =
        new Schedule(
            data, Schedule.noon("2026-11-21"), lift("yearly", "yearly: 2021-01-01"), yearly())) {
      schedule.record(visit("2022-01-01", Occurrence.State.DUE));
      schedule.minutes(3);
      assertThat(schedule.orders()).hasSize(1);
      assertThat(schedule.visits()).hasSize(1);
    }
  }

  @Test
  void whereItsDateIsTakenTheNextVisitIsForTodayAndNothingIsOrderedBesideIt() {
    try (Schedule schedule =
        new Schedule(
            data, Schedule.noon("2026-11-21"), lift("yearly", "yearly: 2021-01-01"), yearly())) {
      schedule.record(visit("2022-01-01", Occurrence.State.MISSED));
      schedule.minutes(3);
      assertThat(schedule.orders()).hasSize(1);
      assertThat(schedule.visits(Occurrence.State.DUE))
          .extracting(Occurrence::nominal)
          .containsExactly(LocalDate.of(2026, 11, 21));
    }
  }

  @Test
  void aVisitThatIsDoneIsFollowedByTheNext() {
    try (Schedule schedule =
        new Schedule(
            data, Schedule.noon("2026-11-21"), lift("yearly", "yearly: 2025-11-20"), yearly())) {
      schedule.minutes(2);
      WorkOrder order = schedule.orders().getFirst();
      schedule.complete(order);
      schedule.verify(schedule.order(order.id()));
      schedule.minutes(2);
      assertThat(schedule.visits(Occurrence.State.DONE)).hasSize(1);
      assertThat(schedule.visits(Occurrence.State.DUE)).hasSize(1);
      assertThat(schedule.orders()).hasSize(1);
    }
  }

  @Test
  void theNextVisitCountsFromTheWorkAndNotFromItsDateNorFromTheWordOfTheSupervisor() {
    try (Schedule schedule =
        new Schedule(data, Schedule.noon("2026-11-21"), lift("half", "half: 2026-11-06"), HALF)) {
      schedule.minutes(1);
      WorkOrder order = schedule.orders().getFirst();
      schedule.at(Schedule.noon("2026-11-23"));
      schedule.complete(order);
      schedule.at(Schedule.noon("2026-11-25"));
      schedule.verify(schedule.order(order.id()));
      schedule.at(Schedule.noon("2026-11-26"));
      assertThat(schedule.visits(Occurrence.State.DUE))
          .extracting(Occurrence::nominal)
          .containsExactly(LocalDate.of(2026, 12, 8));
      assertThat(schedule.notes(ScheduleNote.Kind.GAP_BROKEN))
          .extracting(ScheduleNote::day)
          .containsExactly(LocalDate.of(2026, 11, 21));
    }
  }

  /** Two orders of one plan would send two people to the same visit. */
  @Test
  void aVisitThatIsFoundNotToHoldIsNotReopenedBesideALaterOneOfItsPlan() {
    try (Schedule schedule =
        new Schedule(data, Schedule.noon("2026-11-21"), lift("daily", ""), daily("DAILY"))) {
      schedule.minutes(2);
      WorkOrder first = schedule.orders().getFirst();
      schedule.complete(first);
      schedule.at(Schedule.noon("2026-11-22"));
      WorkOrder second = schedule.orders().getFirst();
      assertThat(schedule.reopened(schedule.order(first.id())))
          .isEqualTo(new OrderOutcome.Refused(new OrderRefusal.AnotherOpen(second.id())));
      schedule.verify(schedule.order(first.id()));
      assertThat(schedule.reopened(schedule.order(first.id())))
          .isEqualTo(new OrderOutcome.Refused(new OrderRefusal.AnotherOpen(second.id())));
      schedule.cancel(second);
      schedule.reopen(schedule.order(first.id()));
      schedule.at(Schedule.noon("2026-11-23"));
      assertThat(schedule.orders().stream().filter(order -> order.status().open()))
          .extracting(WorkOrder::id)
          .containsExactly(first.id());
      assertThat(schedule.visits(Occurrence.State.DUE))
          .filteredOn(visit -> visit.workOrder().isPresent())
          .extracting(Occurrence::nominal)
          .containsExactly(LocalDate.of(2026, 11, 23));
    }
  }

  @Test
  void whatALargerVisitCoveredIsOwedAgainWhenItsWorkDidNotHold() {
    try (Schedule schedule =
        new Schedule(
            data,
            Schedule.noon("2026-11-21"),
            lift("half, quarter", "half: 2026-11-06, quarter: 2026-08-21"),
            HALF
                + "\n"
                + "quarter: { level: quarterly, trade: plumbing, ceiling: 92d, absorbs: [half]"
                + " }")) {
      schedule.minutes(2);
      WorkOrder quarter = schedule.orders().getFirst();
      assertThat(quarter.plan()).contains("quarter");
      schedule.complete(quarter);
      schedule.verify(schedule.order(quarter.id()));
      schedule.minutes(2);
      assertThat(schedule.visits(Occurrence.State.ABSORBED)).hasSize(1);
      schedule.reopen(schedule.order(quarter.id()));
      schedule.minutes(1);
      assertThat(schedule.visits(Occurrence.State.ABSORBED)).isEmpty();
      assertThat(schedule.visits(Occurrence.State.DUE))
          .filteredOn(visit -> !visit.nominal().isAfter(LocalDate.of(2026, 11, 21)))
          .extracting(Occurrence::plan)
          .containsExactlyInAnyOrder("half", "quarter");
      schedule.complete(schedule.order(quarter.id()));
      schedule.verify(schedule.order(quarter.id()));
      schedule.minutes(2);
      assertThat(schedule.visits(Occurrence.State.ABSORBED)).hasSize(1);
      assertThat(schedule.orders()).hasSize(1);
    }
  }

  @Test
  void anotherPlanTakesBackWhatNobodyWorksOnAndSaysSo() {
    try (Schedule schedule =
        new Schedule(data, Schedule.noon("2026-11-21"), lift("daily", ""), daily("DAILY"))) {
      schedule.minutes(2);
      assertThat(schedule.visits()).hasSize(36);
      schedule.becomes(lift("daily", ""), daily("WEEKLY;BYDAY=MO"));
      schedule.minutes(2);
      assertThat(schedule.visits()).hasSize(6);
      assertThat(schedule.notes(ScheduleNote.Kind.WITHDRAWN)).hasSize(30);
      schedule.becomes(lift("daily", ""), daily("DAILY"));
      schedule.minutes(2);
      assertThat(schedule.visits()).hasSize(36);
      assertThat(schedule.orders()).hasSize(1);
    }
  }

  @Test
  void anOrderThatNobodyCompletedIsOneOrderHoweverManyDaysPass() {
    try (Schedule schedule =
        new Schedule(data, Schedule.noon("2026-11-21"), lift("daily", ""), daily("DAILY"))) {
      for (int day = 21; day < 30; day++) {
        schedule.at(Schedule.noon("2026-11-" + day));
      }
      assertThat(schedule.orders()).hasSize(1);
      assertThat(schedule.visits(Occurrence.State.MISSED)).hasSize(8);
      WorkOrder order = schedule.orders().getFirst();
      schedule.complete(order);
      schedule.verify(schedule.order(order.id()));
      assertThat(schedule.visits(Occurrence.State.DONE))
          .extracting(Occurrence::nominal)
          .containsExactly(LocalDate.of(2026, 11, 29));
      schedule.at(Schedule.noon("2026-11-30"));
      assertThat(schedule.orders()).hasSize(2);
    }
  }

  private static final String HALF =
      "half: { level: half_monthly, trade: plumbing, ceiling: 15d, statutory: true }";

  private static String daily(String rule) {
    return "daily: { level: daily, trade: plumbing, rrule: \"FREQ=" + rule + "\" }";
  }

  private static String yearly() {
    return "yearly: { level: yearly, trade: plumbing, floating: 365d }";
  }

  private static Occurrence visit(String nominal, Occurrence.State state) {
    LocalDate day = LocalDate.parse(nominal);
    return new Occurrence(
        "yearly",
        "lift",
        day,
        Level.YEARLY,
        day.atTime(8, 0).atZone(Schedule.ZONE).toInstant(),
        day.plusDays(36).atStartOfDay(Schedule.ZONE).toInstant(),
        state,
        Optional.empty(),
        Optional.empty());
  }
}
