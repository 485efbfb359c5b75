package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.alarm.Watch.kinds;

import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Priority;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

class ThresholdTest {
  private static Watch pump() {
    return new Watch(
        new TestSite()
            .with("pump", analog("pressure"))
            .rules(
                "pump",
                Rule.of("low_pressure")
                    .threshold(0.02, "pump/pressure", "low 0.3 120s P2", "low_low 0.15 20s P1"))
            .build());
  }

  private static Watch meter() {
    return new Watch(
        new TestSite()
            .with("m", analog("a"), analog("b"), analog("c"))
            .rules(
                "m",
                Rule.of("voltage")
                    .threshold(
                        2, "m/a,m/b,m/c", "low 190 10s", "high 242 600s P3", "high_high 250 10s"))
            .build());
  }

  @Test
  void eachLimitHasItsOwnDelayAndPriority() {
    Watch watch = pump();
    watch.at(0, "pump/pressure=0.25");
    assertThat(watch.to(119)).isEmpty();
    assertThat(kinds(watch.to(120))).containsExactly("low_pressure RAISED");
    assertThat(watch.only().priority()).isEqualTo(Priority.P2);
  }

  @Test
  void aFurtherLimitRaisesThePriorityOfTheSameAlarmWhichSoundsAnew() {
    Watch watch = pump();
    watch.at(0, "pump/pressure=0.25");
    watch.to(120);
    String id = watch.only().id();
    watch.acknowledge(130);
    watch.at(140, "pump/pressure=0.1");
    assertThat(kinds(watch.to(160))).containsExactly("low_pressure ESCALATED");
    assertThat(watch.only().id()).isEqualTo(id);
    assertThat(watch.only().priority()).isEqualTo(Priority.P1);
    assertThat(watch.only().acknowledged()).isFalse();
    watch.at(200, "pump/pressure=0.25");
    assertThat(watch.only().priority()).as("it never falls while it stands").isEqualTo(Priority.P1);
  }

  @Test
  void aGraveLimitPassedAtOnceDoesNotWaitForTheMilderOne() {
    Watch watch = pump();
    watch.at(0, "pump/pressure=0.1");
    assertThat(kinds(watch.to(20))).containsExactly("low_pressure RAISED");
    assertThat(watch.only().priority()).isEqualTo(Priority.P1);
    assertThat(watch.to(500)).as("the milder one adds nothing").isEmpty();
  }

  @Test
  void theDeadbandHoldsTheAlarmUntilTheValueIsBackByMoreThanIt() {
    Watch watch = pump();
    watch.at(0, "pump/pressure=0.25");
    watch.to(120);
    assertThat(watch.at(130, "pump/pressure=0.31")).isEmpty();
    assertThat(kinds(watch.at(140, "pump/pressure=0.33"))).containsExactly("low_pressure CLEARED");
  }

  @Test
  void withinTheDeadbandNothingIsRaised() {
    Watch watch = pump();
    watch.at(0, "pump/pressure=0.31");
    assertThat(watch.to(1_000)).isEmpty();
  }

  @Test
  void theLimitItselfIsNotPassed() {
    Watch watch = pump();
    watch.at(0, "pump/pressure=0.3");
    assertThat(watch.to(1_000)).isEmpty();
  }

  @Test
  void anyOneOfSeveralPointsIsEnoughAndAnotherOneAddsNoSecondAlarm() {
    Watch watch = meter();
    watch.at(0, "m/a=230", "m/b=180", "m/c=230");
    assertThat(kinds(watch.to(10))).containsExactly("voltage RAISED");
    watch.at(20, "m/a=180", "m/b=230", "m/c=230");
    assertThat(watch.to(40))
        .as("the second phase came within its delay after the first left: a new occurrence")
        .isNotEmpty();
    assertThat(watch.engine().standing()).hasSize(1);
  }

  @Test
  void oneBadSensorDoesNotBlindTheRule() {
    Watch watch = meter();
    watch.at(0, "m/a=230", "m/b=bad", "m/c=260");
    assertThat(kinds(watch.to(10))).containsExactly("voltage RAISED");
  }

  @Test
  void aBadValueKeepsItsAlarm() {
    Watch watch = meter();
    watch.at(0, "m/a=230", "m/b=180", "m/c=230");
    watch.to(10);
    watch.at(20, "m/a=230", "m/b=bad", "m/c=230");
    assertThat(watch.to(10_000)).isEmpty();
    assertThat(watch.only().active()).isTrue();
  }

  @Test
  void withoutAMessageItSaysTheValuesAndTheLimits() {
    Watch watch = pump();
    watch.at(0, "pump/pressure=0.25");
    watch.to(120);
    assertThat(watch.only().message().zh()).isEqualTo("点pressure 0.25 bar（限值 < 0.3 / < 0.15）");
    assertThat(watch.only().message().en())
        .isEqualTo("Point pressure 0.25 bar (limit < 0.3 / < 0.15)");
  }

  @Test
  void aRestartKeepsDelayDeadbandAndPriority() {
    Watch watch = pump();
    watch.at(0, "pump/pressure=0.25");
    watch.restart(60, true);
    assertThat(kinds(watch.to(120))).containsExactly("low_pressure RAISED");
    watch.restart(125, true);
    assertThat(watch.at(130, "pump/pressure=0.31")).as("within the deadband").isEmpty();
    assertThat(kinds(watch.at(140, "pump/pressure=0.33"))).containsExactly("low_pressure CLEARED");
  }
}
