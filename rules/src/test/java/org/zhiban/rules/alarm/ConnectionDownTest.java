package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** One line, three pumps and a fire panel on it, each with a rule about its silence. */
class ConnectionDownTest {
  private static Rule silent(String equipment) {
    return Rule.of("silent")
        .is(
            new Condition.NoData(
                List.of(new PointRef(equipment, "pressure")), Duration.ofMinutes(1)));
  }

  private static TestSite line() {
    TestSite site = new TestSite();
    for (String pump : List.of("p1", "p2", "p3")) {
      site.with(pump, analog("pressure")).over(pump, "bus").rules(pump, silent(pump));
    }
    return site.with("panel", true, analog("pressure"))
        .over("panel", "bus")
        .rules("panel", silent("panel"));
  }

  private static Rule down() {
    return Rule.of("down")
        .is(new Condition.ConnectionDown("bus", Duration.ofMinutes(1)))
        .priority(Priority.P3);
  }

  private static Watch watch() {
    Watch watch = new Watch(line().siteRules(down()).build());
    all(watch, 1, "1");
    return watch;
  }

  private static void all(Watch watch, int second, String value) {
    watch.at(
        second,
        "p1/pressure=" + value,
        "p2/pressure=" + value,
        "p3/pressure=" + value,
        "panel/pressure=" + value);
  }

  @Test
  void aLineThatIsDownIsOneAlarmAndTheOthersStandUnderIt() {
    Watch watch = watch();
    all(watch, 2, "bad");
    assertThat(kinds(watch.to(60))).isEmpty();
    assertThat(kinds(watch.to(61)))
        .containsExactlyInAnyOrder(
            "silent RAISED", "silent RAISED", "silent RAISED", "silent RAISED");
    assertThat(kinds(watch.to(62))).containsExactly("down RAISED");
    assertThat(standing(watch, "p1", "silent").suppression())
        .as("from the beginning: it waits for the cause")
        .isEqualTo(new Suppression.ByDesign("down"));
    assertThat(standing(watch, "panel", "silent").suppression())
        .as("life safety speaks for itself")
        .isEqualTo(new Suppression.None());
    assertThat(standing(watch, "", "down").priority()).isEqualTo(Priority.P3);
  }

  @Test
  void nothingIsAnnouncedTwiceWhileTheLineComesBackDeviceByDevice() {
    Watch watch = watch();
    all(watch, 2, "bad");
    watch.to(100);
    assertThat(kinds(watch.at(101, "p1/pressure=1"))).containsExactly("silent CLEARED");
    assertThat(kinds(watch.at(102, "p2/pressure=1", "panel/pressure=1")))
        .containsExactlyInAnyOrder("silent CLEARED", "silent CLEARED");
    assertThat(standing(watch, "p3", "silent").suppression())
        .isEqualTo(new Suppression.ByDesign("down"));
    assertThat(kinds(watch.at(103, "p3/pressure=1")))
        .containsExactlyInAnyOrder("silent CLEARED", "down CLEARED");
  }

  @Test
  void whoStaysAwaySpeaksForItselfAMinuteAfterTheFirstIsBack() {
    Watch watch = watch();
    all(watch, 2, "bad");
    watch.to(100);
    for (int second = 101; second < 161; second += 10) {
      watch.at(second, "p1/pressure=1", "p2/pressure=1", "panel/pressure=1");
      watch.at(second + 1, "p3/pressure=bad");
    }
    assertThat(kinds(watch.to(161))).containsExactly("down CLEARED", "silent UNSUPPRESSED");
    assertThat(standing(watch, "p3", "silent").active()).isTrue();
  }

  @Test
  void oneSilentDeviceIsItsOwnAlarmAtItsOwnTime() {
    Watch watch = watch();
    for (int second = 2; second < 61; second++) {
      watch.at(second, "p1/pressure=1", "p2/pressure=1", "panel/pressure=1", "p3/pressure=bad");
    }
    assertThat(kinds(watch.at(61, "p1/pressure=1"))).containsExactly("silent RAISED");
    assertThat(standing(watch, "p3", "silent").suppression()).isEqualTo(new Suppression.None());
  }

  @Test
  void aLineOfWhichNobodySaysAnythingIsFoundByTheTimeAlone() {
    Watch watch = watch();
    assertThat(kinds(watch.to(90))).filteredOn(kind -> !kind.startsWith("silent")).isEmpty();
    assertThat(standing(watch, "p2", "silent").suppression())
        .isEqualTo(new Suppression.ByDesign("down"));
    assertThat(kinds(watch.to(91))).containsExactly("down RAISED");
  }

  @Test
  void aBreakThatEndsBeforeTheMinuteIsNoAlarmAndHidesNothingAfterwards() {
    Watch watch = watch();
    all(watch, 2, "bad");
    watch.to(58);
    watch.at(58, "p1/pressure=1");
    assertThat(kinds(watch.to(61)))
        .containsExactlyInAnyOrder("silent RAISED", "silent RAISED", "silent RAISED");
    assertThat(standing(watch, "p2", "silent").suppression()).isEqualTo(new Suppression.None());
    for (int second = 62; second < 200; second += 10) {
      assertThat(kinds(watch.at(second, "p1/pressure=1"))).isEmpty();
    }
  }

  @Test
  void aRestartInBetweenLetsNothingOut() {
    for (int second : List.of(30, 61, 62, 90)) {
      Watch watch = watch();
      all(watch, 2, "bad");
      watch.to(second);
      assertThat(kinds(watch.restart(second, false)))
          .as("at %s s", second)
          .noneMatch(kind -> kind.endsWith("UNSUPPRESSED"));
      all(watch, second + 1, "bad");
      assertThat(kinds(watch.to(second + 70)))
          .as("at %s s", second)
          .noneMatch(kind -> kind.endsWith("UNSUPPRESSED") || kind.endsWith("CLEARED"));
      assertThat(standing(watch, "", "down").active()).isTrue();
      assertThat(standing(watch, "p1", "silent").suppression())
          .isEqualTo(new Suppression.ByDesign("down"));
    }
  }

  @Test
  void aConnectionThatBringsNothingIsToldOfAtLoad() {
    Site site = new TestSite().with("pump", analog("pressure")).siteRules(down()).build();
    assertThat(Watch.problems(site)).containsExactly("connection 'bus' brings no values");
  }

  private static Alarm standing(Watch watch, String equipment, String rule) {
    return watch.engine().standing().stream()
        .filter(alarm -> alarm.equipment().equals(equipment) && alarm.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }
}
