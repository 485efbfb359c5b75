package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** The rows of the alarm state table, after ISA-18.2; letters are its states. */
class StateTableTest {
  private static Watch watch(Rule rule) {
    return new Watch(
        new TestSite()
            .with("pump", analog("pressure"), binary("tripped"), binary("standby_failed"))
            .rules("pump", rule)
            .build());
  }

  private static Rule trip() {
    return Rule.of("trip").when("tripped");
  }

  @Test
  void normalGoesToPendingOnAndFromThereToUnacknowledgedWhenTheOnDelayIsOver() {
    Watch watch = watch(trip().onDelay(30));
    assertThat(watch.at(1, "pump/tripped=true")).isEmpty();
    assertThat(watch.to(30.999)).isEmpty();
    assertThat(kinds(watch.to(31))).containsExactly("trip RAISED");
    Alarm alarm = watch.only();
    assertThat(alarm.state()).isEqualTo(AlarmState.UNACKED);
    assertThat(alarm.firstSeenAt()).isEqualTo(Watch.instant(1));
    assertThat(alarm.raisedAt()).isEqualTo(Watch.instant(31));
  }

  @Test
  void pendingOnGoesBackToNormalWhenTheConditionEndsFirst() {
    Watch watch = watch(trip().onDelay(30));
    watch.at(1, "pump/tripped=true");
    watch.at(30, "pump/tripped=false");
    assertThat(watch.to(100)).isEmpty();
    watch.at(101, "pump/tripped=true");
    assertThat(watch.to(130)).as("the delay begins anew").isEmpty();
    assertThat(kinds(watch.to(131))).containsExactly("trip RAISED");
  }

  @Test
  void anAlarmIsRaisedAtTheEndOfItsDelayThoughTheNextSampleComesLater() {
    Watch watch = watch(trip().onDelay(30));
    watch.at(1, "pump/tripped=true");
    watch.at(40, "pump/tripped=false");
    assertThat(watch.all())
        .extracting(c -> c.at())
        .containsExactly(Watch.instant(31), Watch.instant(40));
  }

  @Test
  void unacknowledgedGoesToAcknowledged() {
    Watch watch = watch(trip());
    watch.at(1, "pump/tripped=true");
    assertThat(kinds(watch.acknowledge(2))).containsExactly("trip ACKNOWLEDGED");
    Alarm alarm = watch.only();
    assertThat(alarm.state()).isEqualTo(AlarmState.ACKED);
    assertThat(alarm.acknowledgedBy()).contains("he-lin");
    assertThat(alarm.acknowledgedAt()).contains(Watch.instant(2));
  }

  @Test
  void unacknowledgedReturnsToNormalUnacknowledgedAndFromThereByAcknowledgingToNormal() {
    Watch watch = watch(trip());
    watch.at(1, "pump/tripped=true");
    assertThat(kinds(watch.at(2, "pump/tripped=false"))).containsExactly("trip CLEARED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.RTN_UNACKED);
    assertThat(watch.only().clearedAt()).contains(Watch.instant(2));
    var changes = watch.acknowledge(3);
    assertThat(changes.getFirst().alarm().state()).isEqualTo(AlarmState.NORMAL);
    assertThat(watch.engine().standing()).isEmpty();
  }

  @Test
  void returnedUnacknowledgedGoesBackToUnacknowledgedAsOneMoreOccurrenceOfTheSameAlarm() {
    Watch watch = watch(trip());
    watch.at(1, "pump/tripped=true");
    String id = watch.only().id();
    watch.at(2, "pump/tripped=false");
    assertThat(kinds(watch.at(3, "pump/tripped=true"))).containsExactly("trip REPEATED");
    assertThat(watch.only().id()).isEqualTo(id);
    assertThat(watch.only().occurrences()).isEqualTo(2);
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
    assertThat(watch.only().clearedAt()).isEmpty();
  }

  @Test
  void acknowledgedGoesToNormalWhenTheConditionEndsAndItsReturnIsANewAlarm() {
    Watch watch = watch(trip());
    watch.at(1, "pump/tripped=true");
    String first = watch.only().id();
    watch.acknowledge(2);
    var changes = watch.at(3, "pump/tripped=false");
    assertThat(changes.getFirst().alarm().state()).isEqualTo(AlarmState.NORMAL);
    assertThat(watch.engine().standing()).isEmpty();
    assertThat(kinds(watch.at(4, "pump/tripped=true"))).containsExactly("trip RAISED");
    assertThat(watch.only().id()).isGreaterThan(first);
    assertThat(watch.only().occurrences()).isEqualTo(1);
  }

  @Test
  void acknowledgedSoundsAnewAfterTheReAlarmTime() {
    Watch watch = watch(trip().reAlarm(600));
    watch.at(1, "pump/tripped=true");
    watch.acknowledge(10);
    assertThat(watch.to(609)).isEmpty();
    assertThat(kinds(watch.to(610))).containsExactly("trip REALARMED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
    assertThat(watch.to(5_000)).as("until somebody acknowledges again").isEmpty();
  }

  @Test
  void acknowledgedGoesToUnacknowledgedWhenThePriorityRises() {
    Watch watch = watch(trip().escalateWhen("standby_failed", Priority.P1));
    watch.at(1, "pump/tripped=true", "pump/standby_failed=false");
    watch.acknowledge(2);
    assertThat(kinds(watch.at(3, "pump/standby_failed=true"))).containsExactly("trip ESCALATED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
    assertThat(watch.only().priority()).isEqualTo(Priority.P1);
  }

  @Test
  void pendingOffGoesBackToActiveWhenTheConditionReturnsAndElseToNormalWhenTheOffDelayIsOver() {
    Watch watch = watch(trip().offDelay(10));
    watch.at(1, "pump/tripped=true");
    assertThat(watch.at(5, "pump/tripped=false")).isEmpty();
    assertThat(watch.at(14, "pump/tripped=true")).isEmpty();
    assertThat(watch.at(20, "pump/tripped=false")).isEmpty();
    assertThat(watch.to(29)).isEmpty();
    assertThat(kinds(watch.to(30))).containsExactly("trip CLEARED");
    assertThat(watch.only().clearedAt()).contains(Watch.instant(30));
  }

  @Test
  void latchedStaysWhenTheConditionIsGoneUntilAPersonResetsIt() {
    Watch watch = watch(trip().latch());
    watch.at(1, "pump/tripped=true");
    watch.acknowledge(2);
    watch.at(3, "pump/tripped=false");
    assertThat(watch.only().state()).isEqualTo(AlarmState.LATCHED);
    assertThat(kinds(watch.reset(4))).containsExactly("trip RESET");
    assertThat(watch.engine().standing()).isEmpty();
  }

  @Test
  void latchedIsNotResetWhileTheConditionHoldsOrIsUnknown() {
    Watch watch = watch(trip().latch());
    watch.at(1, "pump/tripped=true");
    String id = watch.only().id();
    assertThat(watch.engine().reset(id, "he-lin", Optional.empty(), watch.now()))
        .isEqualTo(new AlarmOutcome.Refused(new AlarmRefusal.StillActive()));
    watch.at(2, "pump/tripped=false");
    watch.at(3, "pump/tripped=bad");
    assertThat(watch.engine().reset(id, "he-lin", Optional.empty(), watch.now()))
        .isEqualTo(new AlarmOutcome.Refused(new AlarmRefusal.ConditionUnknown()));
  }

  @Test
  void latchedSoundsAnewWhenTheConditionReturns() {
    Watch watch = watch(trip().latch());
    watch.at(1, "pump/tripped=true");
    watch.acknowledge(2);
    watch.at(3, "pump/tripped=false");
    assertThat(kinds(watch.at(4, "pump/tripped=true"))).containsExactly("trip REPEATED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
    assertThat(watch.only().occurrences()).isEqualTo(2);
  }

  @Test
  void shelvedIsNotAnnouncedAndComesBackAsANewAnnunciationWhenTheTimeIsOver() {
    Watch watch = watch(trip());
    watch.at(1, "pump/tripped=true");
    watch.acknowledge(2);
    assertThat(kinds(watch.shelve(3, 900))).containsExactly("trip SHELVED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.SHELVED);
    assertThat(watch.to(899)).isEmpty();
    assertThat(kinds(watch.to(900))).containsExactly("trip UNSHELVED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
  }

  @Test
  void shelvedIsJudgedAndJournaledOnAndAReturnBeforeItsEndDoesNotSound() {
    Watch watch = watch(trip());
    watch.at(1, "pump/tripped=true");
    watch.acknowledge(2);
    watch.shelve(3, 900);
    assertThat(kinds(watch.at(4, "pump/tripped=false"))).containsExactly("trip CLEARED");
    assertThat(watch.engine().standing()).isEmpty();
    assertThat(kinds(watch.at(5, "pump/tripped=true"))).containsExactly("trip RAISED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.SHELVED);
    assertThat(kinds(watch.to(900))).containsExactly("trip UNSHELVED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
  }

  @Test
  void suppressedByDesignIsReannouncedWhenItsCauseEnds() {
    Watch watch =
        new Watch(
            new TestSite()
                .with("lift", binary("mains"), binary("stopped"))
                .rules(
                    "lift",
                    Rule.of("mains_lost").when("!mains").inhibits("stopped"),
                    Rule.of("stopped").when("stopped"))
                .build());
    watch.at(1, "lift/mains=true", "lift/stopped=true");
    assertThat(kinds(watch.at(2, "lift/mains=false")))
        .containsExactly("mains_lost RAISED", "stopped SUPPRESSED");
    assertThat(watch.standing("stopped").orElseThrow().state()).isEqualTo(AlarmState.SUPPRESSED);
    assertThat(kinds(watch.at(3, "lift/mains=true")))
        .containsExactly("mains_lost CLEARED", "stopped UNSUPPRESSED");
    assertThat(watch.standing("stopped").orElseThrow().state()).isEqualTo(AlarmState.UNACKED);
  }

  /**
   * A feeder without voltage: what it feeds is a consequence, however deep, but for people trapped.
   */
  @Test
  void suppressedByDesignIsWhatHangsBelowItsCause() {
    Watch watch =
        new Watch(
            new TestSite()
                .with("feeder", binary("dead"))
                .with("board", binary("off"))
                .with("pump", binary("stopped"), binary("hot"))
                .with("lift", binary("stopped"), binary("trapped"))
                .with("other", binary("stopped"))
                .under("board", "feeder")
                .under("pump", "board")
                .under("lift", "feeder")
                .rules(
                    "feeder", Rule.of("dead").when("dead").inhibits("below/stopped", "below/off"))
                .rules("board", Rule.of("off").when("off"))
                .rules("pump", Rule.of("stopped").when("stopped"), Rule.of("hot").when("hot"))
                .rules(
                    "lift",
                    Rule.of("stopped").when("stopped"),
                    Rule.of("trapped").when("trapped").lifeSafety())
                .rules("other", Rule.of("stopped").when("stopped"))
                .build());
    watch.at(
        1,
        "feeder/dead=true",
        "board/off=true",
        "pump/stopped=true",
        "pump/hot=true",
        "lift/stopped=true",
        "lift/trapped=true",
        "other/stopped=true");
    assertThat(watch.engine().standing())
        .extracting(alarm -> alarm.equipment() + "/" + alarm.rule() + " " + alarm.state().word())
        .containsExactlyInAnyOrder(
            "feeder/dead unacked",
            "board/off suppressed",
            "pump/stopped suppressed",
            "pump/hot unacked",
            "lift/stopped suppressed",
            "lift/trapped unacked",
            "other/stopped unacked");
    watch.at(2, "feeder/dead=false");
    assertThat(watch.engine().standing())
        .noneMatch(alarm -> alarm.state() == AlarmState.SUPPRESSED);
  }

  @Test
  void outOfServiceIsJudgedAndNotAnnouncedAndComesBackByItselfWhenTheLockOutIsOver() {
    Watch watch = watch(trip());
    watch.at(1, "pump/tripped=true");
    watch.work(
        2,
        new SiteWork.LockedOut(
            "WX-1", Set.of("pump/trip"), "he-lin", "bearing out", Watch.instant(600)));
    assertThat(watch.only().state()).isEqualTo(AlarmState.OUT_OF_SERVICE);
    assertThat(watch.only().suppression())
        .isEqualTo(new Suppression.OutOfService("WX-1", Watch.instant(600)));
    assertThat(kinds(watch.at(3, "pump/tripped=false"))).contains("trip CLEARED");
    assertThat(kinds(watch.at(4, "pump/tripped=true"))).containsExactly("trip REPEATED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.OUT_OF_SERVICE);
    assertThat(watch.to(599)).isEmpty();
    assertThat(kinds(watch.to(600))).containsExactly("trip UNSUPPRESSED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
  }

  @Test
  void unknownQualityNeitherRaisesNorClearsAndTheDelayGoesOnWhereItWas() {
    Watch watch = watch(trip().onDelay(30).offDelay(30));
    watch.at(0, "pump/tripped=true");
    watch.at(20, "pump/tripped=bad");
    assertThat(watch.to(500)).isEmpty();
    watch.at(500, "pump/tripped=true");
    assertThat(watch.to(509)).isEmpty();
    assertThat(kinds(watch.to(510))).containsExactly("trip RAISED");
    watch.at(520, "pump/tripped=false");
    assertThat(kinds(watch.at(525, "pump/tripped=bad"))).containsExactly("trip QUALITY");
    assertThat(watch.only().quality()).isEqualTo(Quality.BAD);
    assertThat(watch.to(5_000)).as("bad quality never clears").isEmpty();
    assertThat(kinds(watch.at(5_000, "pump/tripped=false"))).containsExactly("trip QUALITY");
    assertThat(kinds(watch.to(5_025))).containsExactly("trip CLEARED");
  }

  @Test
  void uncertainIsJudgedAndMarked() {
    Watch watch = watch(Rule.of("low").when("pressure < 1"));
    watch.at(1, "pump/pressure=~0.5");
    assertThat(watch.only().quality()).isEqualTo(Quality.UNCERTAIN);
    assertThat(kinds(watch.at(2, "pump/pressure=0.6"))).containsExactly("low QUALITY");
    assertThat(watch.only().quality()).isEqualTo(Quality.GOOD);
  }
}
