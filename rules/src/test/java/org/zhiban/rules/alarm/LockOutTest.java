package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Site;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** State G: what an order in progress keeps quiet is judged on, and comes back by itself. */
class LockOutTest {
  private static final String ORDER = "WX-20261122-001";

  private static Watch watch(Rule... rules) {
    return new Watch(
        new TestSite()
            .with("pump", analog("pressure"), binary("tripped"), binary("trapped"))
            .rules("pump", rules)
            .build());
  }

  private static Rule trip() {
    return Rule.of("trip").when("tripped");
  }

  private static SiteWork lockOut(double until, String... rules) {
    return new SiteWork.LockedOut(ORDER, Set.of(rules), "li", "new seal", Watch.instant(until));
  }

  private static SiteWork released() {
    return SiteWork.LockedOut.nothing(ORDER);
  }

  @Test
  void anAlarmThatComesDuringALockOutIsOutOfServiceAndWaitsForNoAcknowledgement() {
    Watch watch = watch(trip());
    assertThat(watch.work(1, lockOut(100, "pump/trip"))).isEmpty();
    assertThat(kinds(watch.at(2, "pump/tripped=true"))).containsExactly("trip RAISED");
    Alarm alarm = watch.only();
    assertThat(alarm.state()).isEqualTo(AlarmState.OUT_OF_SERVICE);
    assertThat(alarm.acknowledged()).isTrue();
    assertThat(alarm.suppression())
        .isEqualTo(new Suppression.OutOfService(ORDER, Watch.instant(100)));
    assertThat(kinds(watch.at(3, "pump/tripped=false"))).containsExactly("trip CLEARED");
    assertThat(watch.engine().standing()).isEmpty();
  }

  /** The rules' time goes in milliseconds: what is left of one is waited for for no time. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aLockOutEndsAlsoWithinAMillisecond() {
    Watch watch = watch(trip());
    watch.work(
        1,
        new SiteWork.LockedOut(
            ORDER, Set.of("pump/trip"), "li", "new seal", Watch.instant(100).plusNanos(456_789)));
    watch.at(2, "pump/tripped=true");
    assertThat(kinds(watch.to(100))).containsExactly("trip UNSUPPRESSED");
  }

  @Test
  void aStandingAlarmFallsSilentInThePersonsName() {
    Watch watch = watch(trip());
    watch.at(1, "pump/tripped=true");
    List<AlarmChange> changes = watch.work(2, lockOut(100, "pump/trip"));
    assertThat(kinds(changes)).containsExactly("trip SUPPRESSED");
    assertThat(changes.getFirst().by()).contains("li");
    assertThat(changes.getFirst().comment()).contains("new seal");
  }

  @Test
  void whenTheTimeIsOverAnAlarmThatStillHoldsIsAnnouncedAnewWithoutASample() {
    Watch watch = watch(trip());
    watch.work(1, lockOut(100, "pump/trip"));
    watch.at(2, "pump/tripped=true");
    assertThat(watch.to(99.999)).isEmpty();
    List<AlarmChange> changes = watch.to(100);
    assertThat(kinds(changes)).containsExactly("trip UNSUPPRESSED");
    assertThat(changes.getFirst().at()).isEqualTo(Watch.instant(100));
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
    assertThat(watch.to(10_000)).as("once").isEmpty();
  }

  @Test
  void whenTheOrderEndsItAnAlarmThatStillHoldsIsAnnouncedAnew() {
    Watch watch = watch(trip());
    watch.work(1, lockOut(100, "pump/trip"));
    watch.at(2, "pump/tripped=true");
    assertThat(kinds(watch.work(50, released()))).containsExactly("trip UNSUPPRESSED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
  }

  @Test
  void aRenewalMovesTheEnd() {
    Watch watch = watch(trip());
    watch.work(1, lockOut(100, "pump/trip"));
    watch.at(2, "pump/tripped=true");
    watch.work(90, lockOut(200, "pump/trip"));
    assertThat(watch.to(199.999)).isEmpty();
    assertThat(kinds(watch.to(200))).containsExactly("trip UNSUPPRESSED");
  }

  @Test
  void aRuleThatIsNotNamedAnyMoreComesBack() {
    Watch watch = watch(trip(), Rule.of("low").threshold(0, "pump/pressure", "low 1"));
    watch.work(1, lockOut(100, "pump/trip", "pump/low"));
    watch.at(2, "pump/tripped=true", "pump/pressure=0");
    assertThat(kinds(watch.work(3, lockOut(100, "pump/low")))).containsExactly("trip UNSUPPRESSED");
  }

  @Test
  void whatIsNotNamedIsAnnounced() {
    Watch watch = watch(trip(), Rule.of("low").threshold(0, "pump/pressure", "low 1"));
    watch.work(1, lockOut(100, "pump/trip"));
    watch.at(2, "pump/pressure=0");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
  }

  /** Whoever asks, and whatever a store may say. */
  @Test
  void lifeSafetySoundsThoughALockOutNamesIt() {
    Watch watch = watch(Rule.of("trapped").when("trapped").lifeSafety());
    watch.work(1, lockOut(100, "pump/trapped"));
    watch.at(2, "pump/trapped=true");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
    assertThat(watch.work(3, released())).isEmpty();
  }

  @Test
  void ofTwoOrdersTheOneThatStandsLongerKeepsItQuiet() {
    Watch watch = watch(trip());
    watch.work(1, lockOut(100, "pump/trip"));
    watch.work(
        2,
        new SiteWork.LockedOut(
            "WX-20261122-002", Set.of("pump/trip"), "chen", "test", Watch.instant(50)));
    watch.at(3, "pump/tripped=true");
    assertThat(watch.to(99)).isEmpty();
    assertThat(kinds(watch.work(99, released()))).containsExactly("trip UNSUPPRESSED");
  }

  @Test
  void aRestartForgetsNoLockOut() {
    Watch watch = watch(trip());
    watch.work(1, lockOut(100, "pump/trip"));
    watch.at(2, "pump/tripped=true");
    assertThat(watch.restart(3, true)).isEmpty();
    assertThat(watch.only().state()).isEqualTo(AlarmState.OUT_OF_SERVICE);
    assertThat(kinds(watch.to(100))).containsExactly("trip UNSUPPRESSED");
  }

  @Test
  void aLockOutThatEndedWhileTheGatewayWasAwayIsOverAtItsStart() {
    Watch watch = watch(trip());
    watch.work(1, lockOut(100, "pump/trip"));
    watch.at(2, "pump/tripped=true");
    AlarmEngine next = new AlarmEngine(Watch.compiled(pump(), pump().pointIndex()), watch.table());
    List<AlarmChange> changes =
        next.restore(watch.engine().standing(), watch.engine().memory(), List.of(), Watch.ms(50));
    assertThat(kinds(changes)).containsExactly("trip UNSUPPRESSED");
  }

  private static Site pump() {
    return new TestSite()
        .with("pump", analog("pressure"), binary("tripped"), binary("trapped"))
        .rules("pump", trip())
        .build();
  }

  /**
   * Whatever happens in whatever order: an alarm is out of service exactly while a lock-out of its
   * rule stands, and a restart in between changes nothing.
   */
  @Property(tries = 300)
  void anAlarmIsQuietExactlyWhileItIsLockedOut(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 5) Integer> steps) {
    Watch watch = watch(trip());
    double end = 0;
    boolean tripped = false;
    for (int step = 0; step < steps.size(); step++) {
      double now = 10 * (step + 1);
      switch (steps.get(step)) {
        case 0 -> tripped = true;
        case 1 -> tripped = false;
        case 2 -> {
          end = now + 25;
          watch.work(now, lockOut(end, "pump/trip"));
        }
        case 3 -> {
          end = 0;
          watch.work(now, released());
        }
        case 4 -> watch.restart(now, true);
        default -> watch.to(now);
      }
      watch.at(now, "pump/tripped=" + tripped);
      AlarmState expected = end > now ? AlarmState.OUT_OF_SERVICE : AlarmState.UNACKED;
      assertThat(watch.standing("trip").filter(Alarm::active).map(Alarm::state))
          .as("at %s after %s", now, steps.subList(0, step + 1))
          .isEqualTo(tripped ? Optional.of(expected) : Optional.empty());
    }
  }

  @Test
  void aClockThatFellBackByYearsMutesNothingForYears() {
    Watch watch = watch(trip());
    watch.work(1, lockOut(3_600, "pump/trip"));
    watch.setClock(-86_400 * 365);
    assertThat(kinds(watch.at(2, "pump/tripped=true"))).containsExactly("trip RAISED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
  }
}
