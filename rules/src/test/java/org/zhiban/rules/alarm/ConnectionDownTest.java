package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** One line, three pumps and a fire panel on it, each with a rule about its silence. */
class ConnectionDownTest {
  private static Rule silent(String equipment) {
    return silent(equipment, 1);
  }

  private static Rule silent(String equipment, int minutes) {
    return Rule.of("silent")
        .is(
            new Condition.NoData(
                List.of(new PointRef(equipment, "pressure")), Duration.ofMinutes(minutes)));
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
        .as("the cause at the time at which the first of the others would speak")
        .containsExactlyInAnyOrder(
            "silent RAISED", "silent RAISED", "silent RAISED", "silent RAISED", "down RAISED");
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
    assertThat(kinds(watch.to(60))).isEmpty();
    assertThat(kinds(watch.to(61))).contains("down RAISED");
    assertThat(standing(watch, "p2", "silent").suppression())
        .isEqualTo(new Suppression.ByDesign("down"));
  }

  @Test
  void whatIsAnnouncedIsHiddenByTheAlarmAloneAndNotByABreakThatMayBecomeOne() {
    Watch watch = watch();
    for (int second = 2; second < 70; second++) {
      watch.at(second, "p1/pressure=1", "p2/pressure=1", "panel/pressure=1", "p3/pressure=bad");
    }
    watch.acknowledge(70);
    for (int second = 71; second < 200; second += 20) {
      all(watch, second, "bad");
      assertThat(kinds(watch.to(second + 5))).as("a break at %s s", second).isEmpty();
      assertThat(kinds(watch.at(second + 6, "p1/pressure=1", "p2/pressure=1", "panel/pressure=1")))
          .as("and its end")
          .isEmpty();
    }
    all(watch, 200, "bad");
    assertThat(kinds(watch.to(260)))
        .containsExactlyInAnyOrder(
            "silent RAISED", "silent RAISED", "silent RAISED", "down RAISED", "silent SUPPRESSED");
  }

  @Test
  void theCauseSpeaksWithTheMostImpatientOfThoseItStandsFor() {
    TestSite site = new TestSite();
    for (String pump : List.of("p1", "p2", "p3")) {
      site.with(pump, analog("pressure")).over(pump, "bus");
    }
    site.with("panel", true, analog("pressure")).over("panel", "bus");
    site.rules("p1", silent("p1", 1)).rules("p2", silent("p2", 10));
    Rule late = Rule.of("down").is(new Condition.ConnectionDown("bus", Duration.ofMinutes(5)));
    Watch watch = new Watch(site.siteRules(late).build());
    all(watch, 1, "1");
    all(watch, 2, "bad");
    assertThat(kinds(watch.to(60))).isEmpty();
    assertThat(kinds(watch.to(61))).containsExactlyInAnyOrder("silent RAISED", "down RAISED");
    assertThat(standing(watch, "p1", "silent").suppression())
        .isEqualTo(new Suppression.ByDesign("down"));
    assertThat(kinds(watch.to(700))).containsExactly("silent RAISED");
    assertThat(standing(watch, "p2", "silent").suppression())
        .isEqualTo(new Suppression.ByDesign("down"));
  }

  @Test
  void aSignOfLifeUndoesTheMarkOfADriver() {
    Watch watch = watch();
    all(watch, 2, "bad");
    for (int second = 3; second < 300; second += 5) {
      assertThat(kinds(watch.alive(second, "p1/pressure")))
          .as("%s s: one is heard of, the line is not down", second)
          .doesNotContain("down RAISED", "silent SUPPRESSED", "silent UNSUPPRESSED");
    }
    assertThat(standing(watch, "p2", "silent").suppression()).isEqualTo(new Suppression.None());
    assertThat(watch.engine().standing()).hasSize(3);
  }

  @Test
  void aValueThatIsBadForAnotherReasonIsNoMark() {
    Watch watch = watch();
    all(watch, 2, "bad");
    SampleBatch refused = new SampleBatch(1);
    refused.bad(
        watch.rules().index().number(new PointRef("p1", "pressure")),
        QualityReason.DEVICE_REFUSED,
        Watch.ms(3));
    watch.engine().samples(refused, Watch.ms(3));
    watch.to(4);
    assertThat(watch.engine().nextDeadline())
        .as("the first is waited for by the clock: half its minute")
        .isEqualTo(Watch.ms(31));
  }

  @Test
  void otherWaitsUnderneathAreTakenUpWithoutALeak() {
    Watch watch = watch();
    all(watch, 2, "bad");
    watch.to(30);
    TestSite next = line().rules("p1", silent("p1", 10));
    for (String pump : List.of("p2", "p3")) {
      next.rules(pump, silent(pump, 10));
    }
    next.rules("panel", silent("panel", 10));
    Rule late = Rule.of("down").is(new Condition.ConnectionDown("bus", Duration.ofMinutes(10)));
    watch.change(30, next.siteRules(late).build());
    assertThat(kinds(watch.to(600))).isEmpty();
    assertThat(kinds(watch.to(601))).contains("down RAISED");

    watch.change(602, line().siteRules(down()).build(), "panel/silent", "down");
    assertThat(standing(watch, "p1", "silent").suppression())
        .isEqualTo(new Suppression.ByDesign("down"));
    assertThat(standing(watch, "", "down").active()).isTrue();
    assertThat(kinds(watch.to(900))).isEmpty();
  }

  @Test
  void aRuleThatWaitsForItsDelayHidesWhatItStandsForMeanwhileAndAfterARestart() {
    Watch watch = new Watch(line().siteRules(down().onDelay(120)).build());
    all(watch, 1, "1");
    all(watch, 2, "bad");
    watch.to(100);
    assertThat(standing(watch, "p1", "silent").suppression())
        .isEqualTo(new Suppression.ByDesign("down"));
    assertThat(kinds(watch.restart(100, false))).isEmpty();
    all(watch, 101, "bad");
    assertThat(kinds(watch.to(600))).containsExactly("down RAISED");
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
  void aValueOfWhatRaisesThePriorityIsNoneOfTheLine() {
    TestSite site = line().with("aaa", analog("temp")).with("zzz", analog("temp"));
    Watch watch =
        new Watch(
            site.siteRules(down().escalateWhen("site[\"zzz\"].temp > 40", Priority.P1)).build());
    all(watch, 1, "1");
    watch.at(2, "zzz/temp=50");
    all(watch, 3, "bad");
    watch.to(62);
    assertThat(standing(watch, "", "down").priority()).isEqualTo(Priority.P1);
  }

  @Test
  void anOffDelayThatRunsWhileOneIsLostEndsOnTime() {
    Watch watch = new Watch(line().siteRules(down().offDelay(300)).build());
    all(watch, 1, "1");
    all(watch, 2, "bad");
    watch.to(65);
    all(watch, 70, "1");
    watch.at(80, "p1/pressure=1", "p2/pressure=1", "p3/pressure=1", "panel/pressure=bad");
    for (int second = 85; second < 370; second += 5) {
      watch.at(second, "p1/pressure=1", "p2/pressure=1", "p3/pressure=1");
    }
    assertThat(standing(watch, "", "down").active()).isTrue();
    assertThat(kinds(watch.to(370))).contains("down CLEARED");
  }

  @Test
  void aChangeOfRulesWhileTheLineComesBackAnnouncesNobodyEarly() {
    Watch watch = watch();
    all(watch, 2, "bad");
    watch.to(100);
    watch.at(101, "p1/pressure=1");
    TestSite next = line().rules("p2", silent("p2", 2)).siteRules(down());
    assertThat(
            kinds(
                watch.change(105, next.build(), "p1/silent", "p3/silent", "panel/silent", "down")))
        .doesNotContain("down CLEARED", "silent UNSUPPRESSED");
    for (int second = 110; second <= 165; second += 5) {
      watch.at(second, "p1/pressure=1");
    }
    assertThat(kinds(watch.all())).contains("down CLEARED", "silent UNSUPPRESSED");
  }

  @Test
  void whoIsUnderAPermitAndSaysNothingHidesNothing() {
    TestSite site = line().with("box");
    site.rules("box", down().unlessPermit());
    Watch watch = new Watch(site.build());
    all(watch, 1, "1");
    watch.work(
        1, new SiteWork.Permitted("p", Set.of("box"), Watch.instant(0), Watch.instant(3_600)));
    all(watch, 2, "bad");
    watch.to(100);
    assertThat(standing(watch, "p1", "silent").suppression()).isEqualTo(new Suppression.None());
    assertThat(kinds(watch.to(3_601))).contains("down RAISED", "silent SUPPRESSED");
  }

  @Test
  void itWaitsForTheDelaysOfWhatItStandsFor() {
    TestSite site = new TestSite();
    for (String pump : List.of("p1", "p2", "p3")) {
      site.with(pump, analog("pressure")).over(pump, "bus").rules(pump, silent(pump).onDelay(600));
    }
    site.with("panel", true, analog("pressure")).over("panel", "bus");
    Rule late = Rule.of("down").is(new Condition.ConnectionDown("bus", Duration.ofMinutes(20)));
    Watch watch = new Watch(site.siteRules(late).build());
    all(watch, 1, "1");
    all(watch, 2, "bad");
    assertThat(kinds(watch.to(660))).isEmpty();
    assertThat(kinds(watch.to(661))).contains("down RAISED");
    assertThat(standing(watch, "p1", "silent").suppression())
        .isEqualTo(new Suppression.ByDesign("down"));
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
