package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.alarm.Watch.kinds;

import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** An alarm that comes and goes. */
class ChatterTest {
  private static Watch watch(Rule rule) {
    return new Watch(
        new TestSite().with("x", binary("a"), binary("worse")).rules("x", rule).build());
  }

  private static Rule rule(Priority priority) {
    return Rule.of("flicker").when("a").priority(priority);
  }

  /** It comes and goes every so many seconds. */
  private static void flicker(Watch watch, double begin, int times, double every) {
    for (int time = 0; time < times; time++) {
      watch.at(begin + time * every, "x/a=true");
      watch.at(begin + time * every + every / 2, "x/a=false");
    }
  }

  @Test
  void threeTimesWithinAMinuteItIsPutAsideForAQuarterOfAnHourAndSaysWhy() {
    Watch watch = watch(rule(Priority.P3));
    flicker(watch, 0, 2, 20);
    watch.at(40, "x/a=true");
    assertThat(kinds(watch.all())).endsWith("flicker REPEATED", "flicker SHELVED");
    AlarmChange shelved = watch.all().getLast();
    assertThat(shelved.by()).as("no person did it").isEmpty();
    assertThat(shelved.comment().orElseThrow()).contains("自动搁置").contains("put aside");
    assertThat(watch.only().state()).isEqualTo(AlarmState.SHELVED);
    assertThat(watch.to(939)).isEmpty();
    assertThat(kinds(watch.to(940))).containsExactly("flicker UNSHELVED");
    assertThat(watch.only().state()).as("it still holds").isEqualTo(AlarmState.UNACKED);
  }

  @Test
  void whatComesSlowlyIsNoChatter() {
    Watch watch = watch(rule(Priority.P3));
    flicker(watch, 0, 8, 30);
    assertThat(kinds(watch.all())).doesNotContain("flicker SHELVED");
  }

  @Test
  void noMachinePutsAsideWhatIsPressingOrLifeSafety() {
    for (Rule rule :
        new Rule[] {rule(Priority.P1), rule(Priority.P2), rule(Priority.P4).lifeSafety()}) {
      Watch watch = watch(rule);
      flicker(watch, 0, 20, 2);
      assertThat(kinds(watch.all())).doesNotContain("flicker SHELVED");
    }
  }

  @Test
  void whatBecomesPressingComesBackAtOnce() {
    Watch watch = watch(rule(Priority.P3).escalateWhen("worse", Priority.P1));
    watch.at(0, "x/worse=false");
    flicker(watch, 1, 3, 4);
    watch.at(20, "x/a=true");
    assertThat(watch.only().state()).isEqualTo(AlarmState.SHELVED);
    assertThat(kinds(watch.at(21, "x/worse=true")))
        .containsExactly("flicker ESCALATED", "flicker UNSHELVED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
    assertThat(watch.only().suppression()).isEqualTo(Suppression.NONE);
  }

  @Test
  void aPersonMayTakeItBackAndARestartKnowsOfIt() {
    Watch watch = watch(rule(Priority.P4));
    flicker(watch, 0, 2, 10);
    watch.restart(25, true);
    watch.at(30, "x/a=true");
    assertThat(watch.only().state()).as("the third, after a restart").isEqualTo(AlarmState.SHELVED);
    watch.engine().unshelve(watch.only().id(), "he-lin", java.util.Optional.empty(), watch.now());
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
  }

  /** A technician tries what he works at. */
  @Test
  void whatIsLockedOutMakesNoChatter() {
    Watch watch = watch(rule(Priority.P3));
    watch.work(
        0,
        new SiteWork.LockedOut(
            "WX-1", java.util.Set.of("x/flicker"), "li", "test run", Watch.instant(300)));
    flicker(watch, 1, 5, 4);
    watch.at(30, "x/a=true");
    watch.work(40, SiteWork.LockedOut.nothing("WX-1"));
    assertThat(watch.only().state()).as("announced anew").isEqualTo(AlarmState.UNACKED);
    assertThat(kinds(watch.all())).doesNotContain("flicker SHELVED");
  }
}
