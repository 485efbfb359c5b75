package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.alarm.Watch.kinds;

import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** A fire panel shows one detector at a time; each is an alarm of its own. */
class FireKeyTest {
  private static Watch panel() {
    return panel(
        Rule.of("fire_alarm")
            .when("fire")
            .priority(Priority.P1)
            .latch()
            .key("loop_no", "device_no")
            .message("火警：{loop_no} 回路 {device_no} 号", "FIRE: loop {loop_no}, {device_no}"));
  }

  private static Watch panel(Rule rule) {
    return new Watch(
        new TestSite()
            .with("panel", true, binary("fire"), analog("loop_no"), analog("device_no"))
            .rules("panel", rule)
            .build());
  }

  @Test
  void oneReadOfThePanelMakesOneAlarmOfTheDetectorThatItShows() {
    Watch watch = panel();
    watch.at(0, "panel/fire=false", "panel/loop_no=0", "panel/device_no=0");
    assertThat(kinds(watch.at(1, "panel/fire=true", "panel/loop_no=1", "panel/device_no=17")))
        .containsExactly("fire_alarm RAISED");
    Alarm alarm = watch.only();
    assertThat(alarm.key()).isEqualTo("loop_no=1,device_no=17");
    assertThat(alarm.message().zh()).isEqualTo("火警：1 回路 17 号");
    assertThat(alarm.values()).containsEntry("device_no", 17.0).containsEntry("fire", true);
    assertThat(alarm.lifeSafety()).as("by its equipment").isTrue();
    assertThat(watch.at(2, "panel/fire=true", "panel/loop_no=1", "panel/device_no=17")).isEmpty();
  }

  @Test
  void aSecondDetectorIsASecondAlarmAndTheFirstStandsUntilTheFireIsOut() {
    Watch watch = panel();
    watch.at(1, "panel/fire=true", "panel/loop_no=1", "panel/device_no=17");
    assertThat(kinds(watch.at(9, "panel/fire=true", "panel/loop_no=2", "panel/device_no=3")))
        .containsExactly("fire_alarm RAISED");
    assertThat(watch.engine().standing())
        .extracting(Alarm::key)
        .containsExactly("loop_no=1,device_no=17", "loop_no=2,device_no=3");
    assertThat(watch.at(10, "panel/fire=true", "panel/loop_no=1", "panel/device_no=17"))
        .as("the panel shows the first again")
        .isEmpty();
    assertThat(kinds(watch.at(20, "panel/fire=false", "panel/loop_no=0", "panel/device_no=0")))
        .containsExactly("fire_alarm CLEARED", "fire_alarm CLEARED");
    assertThat(watch.engine().standing()).extracting(Alarm::state).containsOnly(AlarmState.LATCHED);
  }

  @Test
  void theKeyMayArriveInAnotherMessageThanTheFire() {
    Watch watch = panel();
    watch.at(0, "panel/fire=false", "panel/loop_no=0", "panel/device_no=0");
    assertThat(watch.at(1, "panel/fire=true")).isEmpty();
    assertThat(watch.at(1.1, "panel/loop_no=1")).isEmpty();
    assertThat(kinds(watch.at(1.2, "panel/device_no=17"))).containsExactly("fire_alarm RAISED");
    assertThat(watch.only().key()).isEqualTo("loop_no=1,device_no=17");
    assertThat(watch.only().firstSeenAt()).isEqualTo(Watch.instant(1.2));
  }

  @Test
  void aFireWhoseKeyDoesNotArriveIsAnAlarmAllTheSame() {
    Watch watch = panel();
    watch.at(0, "panel/fire=false", "panel/loop_no=bad", "panel/device_no=bad");
    watch.at(5, "panel/fire=true");
    assertThat(kinds(watch.to(6))).containsExactly("fire_alarm RAISED");
    assertThat(watch.only().key()).isEqualTo("loop_no=?,device_no=?");
  }

  @Test
  void aLinkThatFailsClearsNoFireAndANewDetectorAfterItIsSeen() {
    Watch watch = panel();
    watch.at(1, "panel/fire=true", "panel/loop_no=1", "panel/device_no=17");
    assertThat(kinds(watch.at(2, "panel/fire=bad", "panel/loop_no=bad", "panel/device_no=bad")))
        .containsExactly("fire_alarm QUALITY");
    assertThat(watch.only().active()).isTrue();
    assertThat(kinds(watch.at(3, "panel/fire=true", "panel/loop_no=1", "panel/device_no=18")))
        .containsExactlyInAnyOrder("fire_alarm QUALITY", "fire_alarm RAISED");
    assertThat(watch.engine().standing()).hasSize(2);
  }

  @Test
  void aRestartAmidAFireChangesNothing() {
    Watch watch = panel();
    watch.at(1, "panel/fire=true", "panel/loop_no=1", "panel/device_no=17");
    assertThat(watch.restart(2, false)).extracting(c -> c.kind().word()).containsOnly("quality");
    assertThat(kinds(watch.at(3, "panel/fire=true", "panel/loop_no=1", "panel/device_no=17")))
        .containsExactly("fire_alarm QUALITY");
    assertThat(kinds(watch.at(4, "panel/fire=true", "panel/loop_no=2", "panel/device_no=3")))
        .containsExactly("fire_alarm RAISED");
    assertThat(watch.engine().standing()).hasSize(2);
  }

  @Test
  void aDetectorThatHadEndedIsNotRaisedAnewWhenAnotherShowsAfterABadRead() {
    Watch watch = panel(Rule.of("smoke").when("fire").key("loop_no", "device_no"));
    watch.at(1, "panel/fire=true", "panel/loop_no=1", "panel/device_no=17");
    watch.at(2, "panel/fire=false", "panel/loop_no=0", "panel/device_no=0");
    watch.at(3, "panel/fire=bad");
    watch.acknowledge(4);
    watch.at(6, "panel/fire=true", "panel/loop_no=2", "panel/device_no=3");
    assertThat(watch.to(20)).isEmpty();
    assertThat(watch.engine().standing())
        .extracting(Alarm::key)
        .containsExactly("loop_no=2,device_no=3");
  }
}
