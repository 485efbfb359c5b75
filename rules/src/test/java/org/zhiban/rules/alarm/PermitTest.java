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
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Condition;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** Rules that heed permits and other people's open orders. */
class PermitTest {
  private static final String PERMIT = "ZY-20261122-001";
  private static final String ORDER = "WX-20261122-001";

  private static Watch panel(Rule... rules) {
    return new Watch(
        new TestSite()
            .with("fire", true, binary("manual"), binary("smoke"), analog("shielded"))
            .rules("fire", rules)
            .build());
  }

  private static Rule manual() {
    return Rule.of("manual").when("manual").onDelay(10).priority(Priority.P3).unlessPermit();
  }

  private static SiteWork permit(double from, double until) {
    return new SiteWork.Permitted(
        PERMIT, Set.of("fire"), Watch.instant(from), Watch.instant(until));
  }

  private static SiteWork ended() {
    return new SiteWork.Permitted(PERMIT, Set.of(), Watch.instant(0), Watch.instant(1));
  }

  @Test
  void nothingIsRaisedWhileAPermitLastsAndWhatStillHoldsIsRaisedAtItsEnd() {
    Watch watch = panel(manual());
    watch.work(1, permit(1, 100));
    watch.at(2, "fire/manual=true");
    assertThat(watch.to(99.999)).isEmpty();
    assertThat(kinds(watch.to(100))).containsExactly("manual RAISED");
    Alarm alarm = watch.only();
    assertThat(alarm.state()).isEqualTo(AlarmState.UNACKED);
    assertThat(alarm.firstSeenAt()).isEqualTo(Watch.instant(2));
    assertThat(alarm.raisedAt()).isEqualTo(Watch.instant(100));
  }

  @Test
  void aPermitThatIsEndedEarlyRaisesAtOnce() {
    Watch watch = panel(manual());
    watch.work(1, permit(1, 100));
    watch.at(2, "fire/manual=true");
    assertThat(kinds(watch.work(50, ended()))).containsExactly("manual RAISED");
    assertThat(watch.to(1_000)).as("once").isEmpty();
  }

  @Test
  void theOnDelayStillCountsWhenThePermitEndsBeforeIt() {
    Watch watch = panel(manual());
    watch.work(1, permit(1, 100));
    watch.at(95, "fire/manual=true");
    assertThat(watch.to(104.999)).isEmpty();
    assertThat(kinds(watch.to(105))).containsExactly("manual RAISED");
  }

  @Test
  void whatEndedDuringThePermitIsNeverRaised() {
    Watch watch = panel(manual());
    watch.work(1, permit(1, 100));
    watch.at(2, "fire/manual=true");
    watch.at(90, "fire/manual=false");
    assertThat(watch.to(1_000)).isEmpty();
    assertThat(watch.all()).isEmpty();
  }

  @Test
  void anAlarmThatStoodBeforeThePermitStaysAsItIs() {
    Watch watch = panel(manual());
    watch.at(1, "fire/manual=true");
    watch.to(20);
    assertThat(watch.work(21, permit(21, 100))).isEmpty();
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
  }

  @Test
  void aPermitOfTomorrowCoversNothingToday() {
    Watch watch = panel(manual());
    watch.work(1, permit(500, 600));
    watch.at(2, "fire/manual=true");
    assertThat(kinds(watch.to(12))).containsExactly("manual RAISED");
  }

  @Test
  void twoPermitsLastUntilTheLaterEnd() {
    Watch watch = panel(manual());
    watch.work(1, permit(1, 100));
    watch.work(
        2,
        new SiteWork.Permitted(
            "ZY-20261122-002", Set.of("fire"), Watch.instant(90), Watch.instant(200)));
    watch.at(3, "fire/manual=true");
    assertThat(watch.to(199.999)).isEmpty();
    assertThat(kinds(watch.to(200))).containsExactly("manual RAISED");
  }

  /** A hot-work permit annotates; it never shelves smoke, whatever a rule may say. */
  @Test
  void smokeSoundsUnderEveryPermit() {
    Watch watch = panel(Rule.of("smoke").when("smoke").priority(Priority.P1).unlessPermit());
    watch.work(1, permit(1, 100));
    assertThat(kinds(watch.at(2, "fire/smoke=true"))).containsExactly("smoke RAISED");
  }

  @Test
  void whatCanBecomeP1SoundsToo() {
    Watch watch =
        panel(
            Rule.of("smoke")
                .when("smoke")
                .priority(Priority.P2)
                .escalateAfter(60, Priority.P1)
                .unlessPermit());
    watch.work(1, permit(1, 100));
    assertThat(kinds(watch.at(2, "fire/smoke=true"))).containsExactly("smoke RAISED");
  }

  @Test
  void aCountThatRoseUnderAPermitAndStaysIsRaisedAtItsEnd() {
    Watch watch =
        panel(
            Rule.of("more")
                .is(new Condition.Change(new PointRef("fire", "shielded"), Condition.Direction.UP))
                .unlessPermit());
    watch.at(1, "fire/shielded=0");
    watch.work(2, permit(2, 100));
    watch.at(3, "fire/shielded=3");
    watch.at(4, "fire/shielded=1");
    assertThat(watch.to(99.999)).isEmpty();
    assertThat(kinds(watch.to(100))).as("still shielded").containsExactly("more RAISED");
  }

  @Test
  void aCountThatWentBackUnderThePermitIsNoAlarm() {
    Watch watch =
        panel(
            Rule.of("more")
                .is(new Condition.Change(new PointRef("fire", "shielded"), Condition.Direction.UP))
                .unlessPermit());
    watch.at(1, "fire/shielded=0");
    watch.work(2, permit(2, 100));
    watch.at(3, "fire/shielded=3");
    watch.at(90, "fire/shielded=0");
    assertThat(watch.to(200)).isEmpty();
  }

  @Test
  void aRestartForgetsNoPermitAndAPermitThatEndedMeanwhileRaises() {
    Watch watch = panel(manual());
    watch.work(1, permit(1, 100));
    watch.at(2, "fire/manual=true");
    watch.to(20);
    assertThat(watch.restart(30, true)).isEmpty();
    assertThat(watch.to(99)).isEmpty();
    AlarmEngine next = new AlarmEngine(watch.rules(), watch.table());
    List<AlarmChange> changes =
        next.restore(watch.engine().standing(), watch.engine().memory(), Watch.ms(150));
    assertThat(kinds(changes)).containsExactly("manual RAISED");
    assertThat(changes.getFirst().alarm().firstSeenAt()).isEqualTo(Watch.instant(2));
  }

  /** With and without a restart, at every moment: raised exactly when no permit covers it. */
  @Property(tries = 300)
  void anAlarmIsRaisedAsSoonAsNoPermitCoversIt(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 5) Integer> steps) {
    Watch watch = panel(Rule.of("manual").when("manual").priority(Priority.P3).unlessPermit());
    double end = 0;
    boolean holds = false;
    boolean raised = false;
    for (int step = 0; step < steps.size(); step++) {
      double now = 10 * (step + 1);
      switch (steps.get(step)) {
        case 0 -> holds = true;
        case 1 -> holds = false;
        case 2 -> {
          // What a permit's end raised in between stands before the next one begins.
          raised = holds && (raised || end <= now);
          end = now + 25;
          watch.work(now, permit(now, end));
        }
        case 3 -> {
          end = 0;
          watch.work(now, ended());
        }
        case 4 -> watch.restart(now, true);
        default -> watch.to(now);
      }
      watch.at(now, "fire/manual=" + holds);
      raised = holds && (raised || end <= now);
      assertThat(watch.standing("manual").filter(Alarm::active).isPresent())
          .as("at %s after %s", now, steps.subList(0, step + 1))
          .isEqualTo(raised);
    }
  }

  private static Watch pump(Rule... rules) {
    return new Watch(
        new TestSite()
            .with("pump", binary("tripped"), binary("hand"))
            .rules("pump", rules)
            .build());
  }

  private static SiteWork orders(SiteWork.OpenOrder... open) {
    return new SiteWork.OpenOrders("pump", List.of(open));
  }

  private static SiteWork.OpenOrder order(String fault) {
    return new SiteWork.OpenOrder(ORDER, Optional.of(fault).filter(text -> !text.isEmpty()));
  }

  @Test
  void anotherOpenOrderSuppressesNamingIt() {
    Watch watch = pump(Rule.of("hand").when("hand").unlessOpenOrder());
    watch.work(1, orders(order("pump/trip")));
    watch.at(2, "pump/hand=true");
    assertThat(watch.only().state()).isEqualTo(AlarmState.SUPPRESSED);
    assertThat(watch.only().suppression()).isEqualTo(new Suppression.ByDesign(ORDER));
    assertThat(kinds(watch.work(3, orders()))).containsExactly("hand UNSUPPRESSED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
  }

  @Test
  void anOrderByHandSuppressesToo() {
    Watch watch = pump(Rule.of("hand").when("hand").unlessOpenOrder());
    watch.work(1, orders(order("")));
    watch.at(2, "pump/hand=true");
    assertThat(watch.only().state()).isEqualTo(AlarmState.SUPPRESSED);
  }

  @Test
  void itsOwnOrderDoesNotSilenceIt() {
    Watch watch = pump(Rule.of("hand").when("hand").unlessOpenOrder());
    watch.at(1, "pump/hand=true");
    assertThat(watch.work(2, orders(order("pump/hand")))).isEmpty();
    assertThat(watch.work(3, orders(order("pump/hand/00abc")))).isEmpty();
    assertThat(kinds(watch.work(4, orders(order("pump/handle")))))
        .containsExactly("hand SUPPRESSED");
  }

  @Test
  void rulesThatDoNotAskAndOtherEquipmentAreLeftAlone() {
    Watch watch = pump(Rule.of("trip").when("tripped"));
    watch.work(1, orders(order("")));
    assertThat(kinds(watch.at(2, "pump/tripped=true"))).containsExactly("trip RAISED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
  }

  @Test
  void lifeSafetyHeedsNoOrder() {
    Watch watch = pump(Rule.of("trip").when("tripped").lifeSafety().unlessOpenOrder());
    watch.work(1, orders(order("")));
    watch.at(2, "pump/tripped=true");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
  }

  @Test
  void whatWasWithheldComesAtThePermitsEndByTheClockThoughItIsSet() {
    Watch watch = panel(manual().onDelay(0));
    watch.work(1, permit(1, 4_000));
    watch.at(2, "fire/manual=true");
    watch.setClock(2_400);
    assertThat(watch.to(1_599)).isEmpty();
    assertThat(kinds(watch.to(1_600))).containsExactly("manual RAISED");
  }
}
