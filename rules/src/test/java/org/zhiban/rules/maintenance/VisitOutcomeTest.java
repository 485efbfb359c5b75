package org.zhiban.rules.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Span;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.rules.TestSites;

final class VisitOutcomeTest {
  /** In Shanghai the morning of 20 November, 10:00. */
  private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private final VisitOutcome outcome =
      new VisitOutcome(
          TestSites.pump(
              Map.of(),
              Set.of(),
              plan("counted", new PlanSpec.Ceiling(new Span(15, Span.Unit.DAY))),
              plan("dated", TestSites.rrule("FREQ=MONTHLY;BYMONTHDAY=20"))));

  private static PlanSpec plan(String id, PlanSpec.Recurrence recurrence) {
    return TestSites.plan(id, Level.MONTHLY, recurrence, Optional.empty(), List.of());
  }

  private static Occurrence visit(String plan, LocalDate dueBefore, Occurrence.State state) {
    return new Occurrence(
        plan,
        "pump",
        DAY,
        Level.MONTHLY,
        DAY.atTime(9, 0).atZone(TestSites.ZONE).toInstant(),
        dueBefore.atStartOfDay(TestSites.ZONE).toInstant(),
        state,
        Optional.of("WX-20261120-001"),
        Optional.empty());
  }

  private static Occurrence visit(String plan, LocalDate dueBefore) {
    return visit(plan, dueBefore, Occurrence.State.DUE);
  }

  @Test
  void aVisitThatIsVerifiedIsDoneLateOrNot() {
    for (Occurrence.State state : EnumSet.of(Occurrence.State.DUE, Occurrence.State.MISSED)) {
      assertThat(outcome.after(visit("dated", DAY, state), OrderStatus.CLOSED, NOW))
          .hasValueSatisfying(done -> assertThat(done.state()).isEqualTo(Occurrence.State.DONE));
    }
  }

  @Test
  void aVisitWhoseOrderIsReopenedIsDueAgainUnderTheSameOrder() {
    Occurrence done = visit("dated", DAY.plusDays(4), Occurrence.State.DONE);
    assertThat(outcome.after(done, OrderStatus.DISPATCHED, NOW))
        .contains(visit("dated", DAY.plusDays(4)));
  }

  @Test
  void aCancelledVisitComesAgainTheNextDayAtItsHour() {
    for (OrderStatus end : EnumSet.of(OrderStatus.CANCELLED, OrderStatus.REJECTED)) {
      for (String plan : List.of("counted", "dated")) {
        Occurrence owed = outcome.after(visit(plan, DAY.plusDays(4)), end, NOW).orElseThrow();
        assertThat(owed.state()).isEqualTo(Occurrence.State.DUE);
        assertThat(owed.workOrder()).isEmpty();
        assertThat(owed.startAt()).isEqualTo(Instant.parse("2026-11-21T01:00:00Z"));
        assertThat(owed.dueAt()).isEqualTo(visit(plan, DAY.plusDays(4)).dueAt());
      }
    }
  }

  /** At one in the morning the coming night is that of the day that has just begun. */
  @Test
  void aVisitOfTheNightThatIsCancelledAfterMidnightComesTheComingNight() {
    PlanSpec nightly =
        TestSites.nightly(
            "nightly",
            TestSites.rrule("FREQ=DAILY"),
            new PlanSpec.Window(LocalTime.of(22, 0), LocalTime.of(4, 0)));
    Occurrence tonight =
        new Occurrence(
            "nightly",
            "pump",
            DAY,
            Level.MONTHLY,
            DAY.atTime(22, 0).atZone(TestSites.ZONE).toInstant(),
            DAY.plusDays(1).atTime(4, 0).atZone(TestSites.ZONE).toInstant(),
            Occurrence.State.DUE,
            Optional.of("WX-20261120-001"),
            Optional.empty());
    VisitOutcome byNight = new VisitOutcome(TestSites.pump(Map.of(), Set.of(), nightly));
    for (int hour : new int[] {21, 23, 25, 27}) {
      Instant cancelled = DAY.atStartOfDay(TestSites.ZONE).plusHours(hour).toInstant();
      assertThat(byNight.after(tonight, OrderStatus.CANCELLED, cancelled))
          .as("cancelled %d h into the day", hour)
          .hasValueSatisfying(
              owed ->
                  assertThat(owed.startAt())
                      .isEqualTo(DAY.plusDays(1).atTime(22, 0).atZone(TestSites.ZONE).toInstant()));
    }
  }

  /** Its next date may be a year away. */
  @Test
  void anOverdueVisitThatIsCancelledIsOwedStill() {
    for (String plan : List.of("dated", "counted")) {
      assertThat(outcome.after(visit(plan, DAY.plusDays(1)), OrderStatus.CANCELLED, NOW))
          .hasValueSatisfying(
              owed -> {
                assertThat(owed.state()).isEqualTo(Occurrence.State.DUE);
                assertThat(owed.workOrder()).isEmpty();
              });
    }
  }

  @Test
  void aCancelledVisitOfAPlanThatIsGoneIsMissed() {
    assertThat(outcome.after(visit("gone", DAY.plusDays(9)), OrderStatus.CANCELLED, NOW))
        .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(Occurrence.State.MISSED));
  }

  @Test
  void aStepOnTheWayChangesNothingOfTheVisit() {
    for (OrderStatus status : OrderStatus.values()) {
      if (status.open()) {
        assertThat(outcome.after(visit("dated", DAY), status, NOW)).isEmpty();
      }
    }
  }
}
