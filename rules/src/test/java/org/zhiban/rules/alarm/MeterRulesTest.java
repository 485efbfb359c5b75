package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.Points.counter;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Condition.Amount;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** Rules over what is counted: hours, starts, sums, and the same hour of other weeks. */
class MeterRulesTest {
  private static final int HOUR = 3_600;
  private static final int WEEK = 7 * 24 * HOUR;

  private static Watch watch(Rule rule) {
    return new Watch(
        new TestSite()
            .with(
                "x",
                counter("hours"),
                counter("main"),
                counter("sub_1"),
                counter("sub_2"),
                analog("power"),
                analog("power_1"),
                binary("running"))
            .rules("x", rule)
            .build());
  }

  private static PointRef ref(String point) {
    return new PointRef("x", point);
  }

  private static Watch service() {
    return watch(Rule.of("service").is(new Condition.RunHours(ref("hours"), 2_000)).latch());
  }

  private static Watch losses(Amount tolerance) {
    return watch(
        Rule.of("losses")
            .is(
                new Condition.Balance(
                    ref("main"),
                    List.of(ref("sub_1"), ref("sub_2")),
                    tolerance,
                    Duration.ofDays(1))));
  }

  @Test
  void hoursThatPassTheMarkAreOneAlarmThatWaitsForAPerson() {
    Watch watch = service();
    assertThat(watch.at(1, "x/hours=1999")).as("nobody knows when it was serviced").isEmpty();
    assertThat(kinds(watch.at(2, "x/hours=2000")))
        .containsExactly("service RAISED", "service CLEARED");
    assertThat(watch.only().message().zh()).isEqualTo("点hours 又满 2000，现 2000");
    assertThat(watch.at(3, "x/hours=2001")).isEmpty();
    watch.acknowledge(4);
    watch.reset(5);
    assertThat(watch.at(6, "x/hours=4000")).as("2,000 since the reset at 2,001").isEmpty();
    assertThat(kinds(watch.at(7, "x/hours=4001"))).contains("service RAISED");
  }

  @Test
  void anExchangedCounterCountsOnAndOneWrongReadIsNoNewCounter() {
    Watch watch = service();
    watch.at(1, "x/hours=1500");
    watch.at(2, "x/hours=3");
    assertThat(watch.at(3, "x/hours=1501")).as("a wrong read").isEmpty();
    watch.at(4, "x/hours=1502");
    watch.at(5, "x/hours=0");
    watch.at(6, "x/hours=1");
    assertThat(watch.at(7, "x/hours=498")).as("1,502 and 498 less the 1 it showed first").isEmpty();
    assertThat(kinds(watch.at(8, "x/hours=499"))).contains("service RAISED");
    watch.at(9, "x/hours=bad");
    assertThat(watch.all()).extracting(AlarmChange::kind).contains(AlarmChange.Kind.RAISED);
  }

  @Test
  void aStepOverSeveralMarksIsOneAlarm() {
    Watch watch = service();
    watch.at(1, "x/hours=100");
    assertThat(kinds(watch.at(2, "x/hours=9000")))
        .containsExactly("service RAISED", "service CLEARED");
    assertThat(watch.at(3, "x/hours=9999")).isEmpty();
    assertThat(kinds(watch.at(4, "x/hours=10000"))).contains("service REPEATED");
  }

  @Test
  void moreStartsThanSoManyWithinTheTimeAlarm() {
    Watch watch =
        watch(Rule.of("leak").is(new Condition.Starts(ref("running"), 3, Duration.ofHours(1))));
    for (int start = 0; start < 3; start++) {
      assertThat(watch.at(start * 600 + 1, "x/running=false")).isEmpty();
      assertThat(watch.at(start * 600 + 2, "x/running=true")).as("three are allowed").isEmpty();
    }
    watch.at(2_000, "x/running=false");
    assertThat(kinds(watch.at(2_001, "x/running=true"))).containsExactly("leak RAISED");
    assertThat(kinds(watch.to(3_602)))
        .as("the first is an hour ago")
        .containsExactly("leak CLEARED");
  }

  @Test
  void countersBelowThatDoNotAddUpToTheOneAboveAlarmAtTheEndOfTheSpan() {
    Watch watch = losses(new Amount(0.05, true));
    watch.at(0, "x/main=1000", "x/sub_1=400", "x/sub_2=300");
    watch.at(20 * HOUR, "x/main=1100", "x/sub_1=450", "x/sub_2=340");
    assertThat(watch.to(24 * HOUR - 1)).isEmpty();
    assertThat(kinds(watch.to(24 * HOUR))).containsExactly("losses RAISED");
    watch.at(40 * HOUR, "x/main=1200", "x/sub_1=510", "x/sub_2=376");
    assertThat(kinds(watch.to(48 * HOUR)))
        .as("100 above, 96 below")
        .containsExactly("losses CLEARED");
  }

  @Test
  void aSpanEndsWhenEveryCounterIsKnownAndAnExchangedOneSaysNothing() {
    Watch watch = losses(new Amount(5, false));
    watch.at(0, "x/main=1000", "x/sub_1=400", "x/sub_2=300");
    watch.at(23 * HOUR, "x/sub_2=bad", "x/main=1100");
    assertThat(watch.to(25 * HOUR)).isEmpty();
    assertThat(kinds(watch.at(26 * HOUR, "x/sub_2=310"))).containsExactly("losses RAISED");
    watch.at(40 * HOUR, "x/sub_1=0");
    assertThat(watch.to(50 * HOUR + 1)).as("nothing can be said, nothing clears").isEmpty();
    watch.at(60 * HOUR, "x/main=1103", "x/sub_1=2");
    assertThat(kinds(watch.to(74 * HOUR + 1))).containsExactly("losses CLEARED");
  }

  @Test
  void momentaryValuesAreHeldAgainstEachOtherByTheirMeans() {
    Watch watch =
        watch(
            Rule.of("losses")
                .is(
                    new Condition.Balance(
                        ref("power"),
                        List.of(ref("power_1")),
                        new Amount(0.1, true),
                        Duration.ofHours(1))));
    watch.at(0, "x/power=100", "x/power_1=100");
    watch.at(HOUR / 2, "x/power_1=85");
    assertThat(watch.to(HOUR)).as("92.5 on the mean").isEmpty();
    assertThat(kinds(watch.to(2 * HOUR))).as("85 on the mean").containsExactly("losses RAISED");
  }

  /** One reading an hour, 10 at night and 50 by day. */
  private static void weeks(Watch watch, int weeks) {
    for (int hour = 0; hour < weeks * 7 * 24; hour++) {
      int ofDay = (hour + 3) % 24;
      watch.at(hour * HOUR, "x/power=" + (ofDay < 6 ? 10 + (hour / 168 + hour) % 3 : 50));
    }
  }

  @Test
  void anHourFarFromTheSameHourOfOtherWeeksAlarmsOnceThereAreEnoughOfThem() {
    Watch watch = watch(Rule.of("night_flow").is(new Condition.Baseline(ref("power"), 3, 4)));
    weeks(watch, 3);
    watch.at(3 * WEEK, "x/power=40");
    assertThat(watch.to(3 * WEEK + 3 * HOUR)).as("three weeks are not enough").isEmpty();
    watch.at(3 * WEEK + 4 * HOUR, "x/power=50");
    for (int hour = 5; hour < 8 * 24; hour++) {
      watch.at(3 * WEEK + hour * HOUR, "x/power=" + ((hour + 3) % 24 < 6 ? 11 : 50));
    }
    assertThat(watch.all()).isEmpty();
    watch.at(4 * WEEK + 24 * HOUR, "x/power=40");
    assertThat(kinds(watch.to(4 * WEEK + 25 * HOUR)))
        .as("40 where four weeks had 10 to 12")
        .contains("night_flow RAISED");
    watch.at(4 * WEEK + 25 * HOUR, "x/power=11");
    assertThat(kinds(watch.to(4 * WEEK + 27 * HOUR + 1))).contains("night_flow CLEARED");
  }
}
