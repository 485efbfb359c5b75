package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.Points.states;
import static org.zhiban.rules.Rule.expression;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.Condition;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** What must not be outside its hours, and what a device says itself. The watch begins at 03:12. */
class HoursAndDevicesTest {
  private static final int HOUR = 3_600;

  private static Watch watch(Rule rule) {
    return new Watch(
        new TestSite()
            .with(
                "x",
                binary("lights"),
                binary("tripped"),
                states("fault", "none", "door", "overspeed", "inspection"))
            .rules("x", rule)
            .build());
  }

  private static Watch lights(String from, String to) {
    return watch(
        Rule.of("lights_on")
            .is(
                new Condition.Schedule(
                    expression("lights"), LocalTime.parse(from), LocalTime.parse(to))));
  }

  private static Watch device(String point, String... states) {
    return watch(
        Rule.of("own").is(new Condition.Device(new PointRef("x", point), List.of(states))));
  }

  @Test
  void whatIsOnOutsideItsHoursAlarmsAndEndsWhereTheyBegin() {
    Watch watch = lights("06:00", "22:30");
    assertThat(kinds(watch.at(0, "x/lights=true"))).containsExactly("lights_on RAISED");
    assertThat(kinds(watch.to(3 * HOUR)))
        .as("06:00 is 2 h 48 min later")
        .containsExactly("lights_on CLEARED");
    assertThat(watch.only().clearedAt()).contains(Watch.instant(2 * HOUR + 48 * 60));
    watch.acknowledge(4 * HOUR);
    assertThat(kinds(watch.to(20 * HOUR))).as("at 22:30").containsExactly("lights_on RAISED");
    assertThat(watch.only().raisedAt()).isEqualTo(Watch.instant(19 * HOUR + 18 * 60));
  }

  @Test
  void hoursMayPassMidnight() {
    Watch watch = lights("18:00", "04:00");
    assertThat(watch.at(0, "x/lights=true")).isEmpty();
    assertThat(kinds(watch.to(HOUR))).containsExactly("lights_on RAISED");
    assertThat(watch.only().raisedAt()).isEqualTo(Watch.instant(48 * 60));
  }

  @Test
  void theHoursAreThoseOfTheClockThoughSomebodySetsIt() {
    Watch watch = lights("06:00", "22:30");
    watch.at(0, "x/lights=true");
    watch.setClock(2 * HOUR);
    assertThat(watch.to(40 * 60)).isEmpty();
    assertThat(kinds(watch.to(48 * 60))).as("06:00").containsExactly("lights_on CLEARED");
  }

  @Test
  void aClockThatIsSetPastTheHoursEndsOrBeginsThemAtOnce() {
    Watch watch = lights("06:00", "22:30");
    watch.at(0, "x/lights=true");
    watch.setClock(4 * HOUR);
    assertThat(kinds(watch.at(1, "x/lights=true"))).containsExactly("lights_on CLEARED");
  }

  @Test
  void aRestartKnowsTheHourAtOnce() {
    Watch watch = lights("06:00", "22:30");
    watch.at(0, "x/lights=true");
    watch.restart(60, false);
    assertThat(kinds(watch.at(62, "x/lights=true"))).containsExactly("lights_on QUALITY");
    assertThat(kinds(watch.to(3 * HOUR))).containsExactly("lights_on CLEARED");
  }

  @Test
  void aDevicesOwnBitIsItsAlarm() {
    Watch watch = device("tripped");
    assertThat(kinds(watch.at(1, "x/tripped=true"))).containsExactly("own RAISED");
    assertThat(kinds(watch.at(2, "x/tripped=bad"))).containsExactly("own QUALITY");
    assertThat(kinds(watch.at(3, "x/tripped=false"))).contains("own CLEARED");
  }

  @Test
  void ofSeveralStatesTheNamedOnesAreAlarms() {
    Watch watch = device("fault", "door", "overspeed");
    assertThat(watch.at(1, "x/fault=none")).isEmpty();
    assertThat(kinds(watch.at(2, "x/fault=overspeed"))).containsExactly("own RAISED");
    assertThat(watch.only().message().zh()).isEqualTo("点fault overspeed");
    assertThat(kinds(watch.at(3, "x/fault=inspection"))).containsExactly("own CLEARED");
  }
}
