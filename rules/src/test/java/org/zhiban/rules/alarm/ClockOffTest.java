package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.Points.event;
import static org.zhiban.rules.Points.message;
import static org.zhiban.rules.Points.stamped;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

class ClockOffTest {
  private static final Rule CLOCK =
      Rule.of("clock_off")
          .is(new Condition.ClockOff(Optional.of("server"), List.of()))
          .onDelay(60)
          .offDelay(60);

  private static Watch watch() {
    return new Watch(
        new TestSite()
            .with("lift", stamped("floor"), stamped("speed"), analog("load"))
            .over("lift", "server")
            .siteRules(CLOCK)
            .build());
  }

  @Test
  void aClockThatRunsOffIsAnAlarmAfterAMinute() {
    Watch watch = watch();
    watch.at(1, "lift/floor=3", "lift/speed=0");
    watch.at(10, "lift/floor=@4");
    assertThat(kinds(watch.to(69))).isEmpty();
    assertThat(kinds(watch.to(70))).containsExactly("clock_off RAISED");
  }

  @Test
  void oneMessageWithAWrongTimeIsNone() {
    Watch watch = watch();
    watch.at(1, "lift/floor=@3");
    watch.at(30, "lift/floor=4");
    assertThat(kinds(watch.to(500))).isEmpty();
  }

  @Test
  void itEndsAMinuteAfterADevicesClockIsSetThoughOneOfItsPointsIsSilentSince() {
    Watch watch = watch();
    watch.at(1, "lift/floor=@3", "lift/speed=@0");
    watch.to(61);
    watch.at(70, "lift/floor=4");
    assertThat(kinds(watch.to(129))).isEmpty();
    assertThat(kinds(watch.to(130))).containsExactly("clock_off CLEARED");
  }

  @Test
  void twoClocksOfOneEquipmentDoNotHideEachOther() {
    Watch watch = watch();
    for (int second = 1; second < 100; second += 10) {
      watch.at(second, "lift/floor=@3");
      watch.at(second + 5, "lift/speed=0");
    }
    assertThat(watch.only().active()).as("the floor's is off all the time").isTrue();
  }

  @Test
  void aValueOfWhatRaisesThePriorityIsNoneOfTheDevices() {
    Watch watch =
        new Watch(
            new TestSite()
                .with("lift", stamped("floor"))
                .over("lift", "server")
                .with("zzz", analog("temp"))
                .siteRules(
                    Rule.of("clock_off")
                        .is(new Condition.ClockOff(Optional.of("server"), List.of()))
                        .priority(Priority.P4)
                        .escalateWhen("site[\"zzz\"].temp > 40", Priority.P2))
                .build());
    watch.at(1, "lift/floor=@3", "zzz/temp=50");
    assertThat(watch.only().priority()).isEqualTo(Priority.P2);
  }

  @Test
  void eachDeviceHasAClockOfItsOwn() {
    Watch watch =
        new Watch(
            new TestSite()
                .with("lift", stamped("floor"))
                .over("lift", "server")
                .with("pump", stamped("speed"))
                .over("pump", "server")
                .siteRules(CLOCK)
                .build());
    watch.at(1, "lift/floor=@3", "pump/speed=@0");
    watch.to(61);
    watch.at(70, "lift/floor=4");
    assertThat(kinds(watch.to(200))).as("the pump's is still off").isEmpty();
    watch.at(201, "pump/speed=1");
    assertThat(kinds(watch.to(261))).containsExactly("clock_off CLEARED");
  }

  @Test
  void aDeviceThatTellsEventsAloneIsJudgedByThem() {
    Watch watch =
        new Watch(
            new TestSite()
                .with("door", event("passage", Set.of(), "card"))
                .over("door", "server")
                .siteRules(CLOCK)
                .build());
    watch.event(1, "door/passage", "card=7");
    watch.event(10, "door/passage", "card=8", "@");
    assertThat(kinds(watch.to(69))).isEmpty();
    assertThat(kinds(watch.to(70))).containsExactly("clock_off RAISED");
    assertThat(watch.restart(80, false)).isEmpty();
    assertThat(kinds(watch.to(500))).as("until it tells the right one").isEmpty();
    watch.event(501, "door/passage", "card=9");
    assertThat(kinds(watch.to(561))).containsExactly("clock_off CLEARED");
  }

  @Test
  void whatIsBadOrDoubtfulForAnotherReasonSaysNothingOfTheClock() {
    Watch watch = watch();
    watch.at(1, "lift/floor=@3");
    watch.to(61);
    watch.at(70, "lift/floor=bad");
    watch.at(80, "lift/floor=~900");
    assertThat(kinds(watch.to(500))).isEmpty();
    assertThat(watch.only().active()).isTrue();
    watch.at(501, "lift/floor=3");
    assertThat(kinds(watch.to(561))).containsExactly("clock_off CLEARED");
  }

  @Test
  void aRestartGoesOnWithTheDelayAndEndsNothing() {
    Watch watch = watch();
    watch.at(1, "lift/floor=@3");
    assertThat(watch.restart(31, false)).isEmpty();
    watch.at(31, "lift/floor=@3");
    assertThat(kinds(watch.to(60))).isEmpty();
    assertThat(kinds(watch.to(61))).containsExactly("clock_off RAISED");
    assertThat(watch.restart(70, false)).isEmpty();
    watch.at(71, "lift/speed=0");
    watch.at(75, "lift/floor=@3");
    assertThat(kinds(watch.to(500))).as("a good value within the minute").isEmpty();
    assertThat(watch.only().active()).isTrue();
  }

  @Test
  void aPointWithoutATimeOfItsOwnIsToldOfAtLoad() {
    Site site =
        new TestSite()
            .with("pump", message("pressure", java.time.Duration.ofMinutes(1)))
            .rules(
                "pump",
                Rule.of("clock")
                    .is(
                        new Condition.ClockOff(
                            Optional.empty(), List.of(new PointRef("pump", "pressure")))))
            .build();
    assertThat(Watch.problems(site)).containsExactly("pump/pressure brings no time of its device");
  }
}
