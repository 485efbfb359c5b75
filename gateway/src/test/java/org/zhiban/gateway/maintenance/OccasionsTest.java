package org.zhiban.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.workorder.WorkOrder;

/** Visits that counters, alarms and events ask for, and equipment that is out of service. */
@Timeout(60)
class OccasionsTest {
  private static final Instant NOON = Schedule.noon("2026-11-21");
  private static final String SERVICE =
      "service: { level: yearly, trade: plumbing, meter: { point: hours, every: 100 } }";
  private static final String CHECK =
      "check: { level: event, trade: plumbing, after: { rule: trip, within: 24h } }";
  private static final String HALF =
      "half: { level: half_monthly, trade: plumbing, ceiling: 15d, statutory: true }";

  @TempDir Path data;

  @SuppressWarnings("NullAway.Init") // set before each test
  OccasionsTest() {}

  private Schedule of(String plan, String extra, String plans) {
    return new Schedule(data, NOON, pump(plan, extra), plans);
  }

  private static String pump(String plan, String extra) {
    return """
    - id: pump
      name: 泵
      class: pump
      connection: room
      unit: 1
      owner: li
      maintenance: [%s]
      %s
      points:
        hours: { name: 时, kind: counter, every: 2s, modbus: { register: input, address: 0, type: UINT32 } }
        tripped: { name: 跳, kind: binary, every: 2s, modbus: { register: discrete, address: 0 } }
      rules:
        trip: { when: tripped, on_delay: 1s, priority: P3 }
    """
        .formatted(plan, extra);
  }

  private static void run(Schedule schedule, double from, double to) {
    for (double reading = from; reading <= to; reading += 5) {
      schedule.reads("hours", reading);
      schedule.minutes(1);
    }
  }

  private static void finish(Schedule schedule, WorkOrder order) {
    schedule.complete(order);
    schedule.verify(schedule.order(order.id()));
  }

  @Test
  void aCounterAsksForAVisitEachTimeItWentSoFarSinceTheLast() {
    try (Schedule schedule = of("service", "", SERVICE)) {
      run(schedule, 4_000, 4_095);
      assertThat(schedule.orders()).isEmpty();
      run(schedule, 4_100, 4_130);
      assertThat(schedule.orders()).hasSize(1);
      finish(schedule, schedule.orders().getFirst());
      run(schedule, 4_130, 4_225);
      assertThat(schedule.orders()).hasSize(1);
      run(schedule, 4_230, 4_240);
      assertThat(schedule.orders()).hasSize(2);
    }
  }

  @Test
  void howFarACounterWentIsKnownAfterARestart() {
    try (Schedule schedule = of("service", "", SERVICE)) {
      run(schedule, 4_000, 4_090);
      schedule.becomes(pump("service", ""), SERVICE);
      schedule.reads("hours", Double.NaN);
      schedule.minutes(2);
      run(schedule, 4_090, 4_105);
      assertThat(schedule.orders()).hasSize(1);
    }
  }

  @Test
  void aReadingThatCannotBeAsksForNothing() {
    try (Schedule schedule = of("service", "", SERVICE)) {
      run(schedule, 4_000, 4_050);
      schedule.reads("hours", 65_535);
      schedule.minutes(3);
      schedule.reads("hours", 0);
      schedule.minutes(3);
      run(schedule, 4_050, 4_090);
      assertThat(schedule.orders()).isEmpty();
      run(schedule, 4_095, 4_100);
      assertThat(schedule.orders()).hasSize(1);
    }
  }

  @Test
  void anExchangedCounterGoesOnWhereTheOldOneStoodAndIsOnRecord() {
    try (Schedule schedule = of("service", "", SERVICE)) {
      run(schedule, 4_000, 4_090);
      schedule.reads("hours", 3);
      schedule.minutes(62);
      run(schedule, 5, 10);
      assertThat(schedule.orders()).isEmpty();
      run(schedule, 15, 20);
      assertThat(schedule.orders()).hasSize(1);
      assertThat(schedule.notes(ScheduleNote.Kind.COUNTER_EXCHANGED)).hasSize(1);
    }
  }

  @Test
  void anAlarmAsksForOneVisitAndTheNextAlarmAfterItForAnother() {
    try (Schedule schedule = of("check", "", CHECK)) {
      schedule.minutes(2);
      schedule.tripped(NOON.plusSeconds(60));
      schedule.minutes(2);
      schedule.tripped(NOON.plusSeconds(180));
      schedule.minutes(3);
      assertThat(schedule.orders()).hasSize(1);
      assertThat(schedule.visits())
          .extracting(Occurrence::dueAt)
          .containsExactly(NOON.plusSeconds(60).plus(Duration.ofHours(24)));
      finish(schedule, schedule.orders().getFirst());
      schedule.minutes(3);
      assertThat(schedule.orders()).as("the work came after both").hasSize(1);
      schedule.tripped(NOON.plusSeconds(540));
      schedule.minutes(3);
      assertThat(schedule.orders()).hasSize(2);
    }
  }

  @Test
  void anAlarmOfDaysWithoutTheGatewayIsAnswered() {
    try (Schedule schedule = of("check", "", CHECK)) {
      schedule.minutes(2);
      schedule.tripped(NOON.plus(Duration.ofDays(1)));
      schedule.at(NOON.plus(Duration.ofDays(9)));
      schedule.minutes(3);
      assertThat(schedule.orders()).hasSize(1);
    }
  }

  @Test
  void equipmentOutOfServiceHasNoVisitsAndTheRecordSaysWhich() {
    String resting = "out_of_service: true\n  last_done: { half: 2026-11-10 }";
    try (Schedule schedule = of("half", "last_done: { half: 2026-11-10 }", HALF)) {
      schedule.minutes(2);
      assertThat(schedule.visits(Occurrence.State.DUE)).hasSize(1);
      schedule.becomes(pump("half", resting), HALF);
      schedule.minutes(2);
      assertThat(schedule.visits()).isEmpty();
      assertThat(schedule.notes(ScheduleNote.Kind.WITHDRAWN)).hasSize(1);
      schedule.at(Schedule.noon("2026-11-28"));
      assertThat(schedule.visits()).isEmpty();
      assertThat(schedule.notes(ScheduleNote.Kind.SKIPPED))
          .extracting(ScheduleNote::day)
          .containsExactly(LocalDate.of(2026, 11, 25));
      schedule.becomes(pump("half", "last_done: { half: 2026-11-10 }"), HALF);
      schedule.minutes(2);
      assertThat(schedule.orders()).as("before it is used again").hasSize(1);
      assertThat(schedule.notes(ScheduleNote.Kind.GAP_BROKEN)).isEmpty();
    }
  }

  /** Its record says that they were not made; an order for them would be invented. */
  @Test
  void whatWasSkippedOutOfServiceIsNotMadeUpForWhenItIsBack() {
    String daily = "daily: { level: daily, trade: plumbing, rrule: \"FREQ=DAILY\" }";
    try (Schedule schedule = of("daily", "out_of_service: true", daily)) {
      schedule.minutes(2);
      for (int day = 22; day <= 25; day++) {
        schedule.at(Schedule.noon("2026-11-" + day));
      }
      List<LocalDate> skipped =
          schedule.notes(ScheduleNote.Kind.SKIPPED).stream().map(ScheduleNote::day).toList();
      assertThat(skipped).contains(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 25));
      schedule.becomes(pump("daily", ""), daily);
      schedule.minutes(2);
      assertThat(schedule.orders()).isEmpty();
      assertThat(schedule.visits())
          .extracting(Occurrence::nominal)
          .doesNotContainAnyElementsOf(skipped);
      schedule.at(Schedule.noon("2026-11-26"));
      assertThat(schedule.orders()).hasSize(1);
    }
  }
}
