package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.Rule.expression;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Condition.Amount;
import org.zhiban.model.site.Condition.Direction;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** Rules over values beside `when` and `threshold`. */
class ValueRulesTest {
  private static Watch watch(Rule rule) {
    return new Watch(
        new TestSite()
            .with("x", analog("a"), analog("b"), analog("c"), binary("p"), binary("q"))
            .rules("x", rule)
            .build());
  }

  private static PointRef ref(String point) {
    return new PointRef("x", point);
  }

  @Test
  void everyIncreaseAlarmsAndTheAlarmHoldsUntilThePointIsBack() {
    Watch watch = watch(Rule.of("more").is(new Condition.Change(ref("a"), Direction.UP)));
    assertThat(watch.at(1, "x/a=2")).as("the first value is no step").isEmpty();
    assertThat(kinds(watch.at(2, "x/a=3"))).containsExactly("more RAISED");
    watch.acknowledge(3);
    assertThat(watch.at(4, "x/a=3")).isEmpty();
    assertThat(kinds(watch.at(5, "x/a=5"))).containsExactly("more REPEATED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
    assertThat(watch.at(6, "x/a=3")).isEmpty();
    assertThat(kinds(watch.at(7, "x/a=2"))).containsExactly("more CLEARED");
  }

  @Test
  void anIncreaseDuringARestartOrABadReadIsAnIncrease() {
    Watch watch = watch(Rule.of("more").is(new Condition.Change(ref("a"), Direction.UP)));
    watch.at(1, "x/a=0");
    watch.restart(2, false);
    assertThat(kinds(watch.at(3, "x/a=1"))).containsExactly("more RAISED");
    watch.at(4, "x/a=bad");
    assertThat(kinds(watch.at(5, "x/a=2"))).contains("more REPEATED");
  }

  @Test
  void aFeedbackThatDoesNotFollowWithinTheTimeIsADiscrepancy() {
    Watch watch =
        watch(
            Rule.of("start_failed")
                .is(new Condition.Discrepancy(ref("p"), ref("q"), Duration.ofSeconds(10))));
    watch.at(0, "x/p=false", "x/q=false");
    watch.at(10, "x/p=true");
    watch.at(19, "x/q=true");
    assertThat(watch.to(100)).isEmpty();
    watch.at(100, "x/p=false");
    assertThat(kinds(watch.to(110))).containsExactly("start_failed RAISED");
    assertThat(kinds(watch.at(120, "x/q=false"))).containsExactly("start_failed CLEARED");
  }

  @Test
  void pointsThatLieApartByMoreThanAShareOfTheirMeanDeviateWhileTheGuardHolds() {
    Watch watch =
        watch(
            Rule.of("unbalance")
                .is(
                    new Condition.Deviation(
                        List.of(ref("a"), ref("b")),
                        new Amount(0.04, true),
                        Optional.of(expression("c > 1000")))));
    assertThat(watch.at(1, "x/a=230", "x/b=215", "x/c=500")).isEmpty();
    assertThat(kinds(watch.at(2, "x/c=1500"))).containsExactly("unbalance RAISED");
    assertThat(kinds(watch.at(3, "x/a=222"))).containsExactly("unbalance CLEARED");
  }

  @Test
  void anAbsoluteDeviationIsInTheUnitOfThePoints() {
    Watch watch =
        watch(
            Rule.of("apart")
                .is(
                    new Condition.Deviation(
                        List.of(ref("a"), ref("b")), new Amount(5, false), Optional.empty())));
    assertThat(watch.at(1, "x/a=10", "x/b=15")).isEmpty();
    assertThat(kinds(watch.at(2, "x/b=15.1"))).containsExactly("apart RAISED");
  }

  private static Rule heating() {
    return Rule.of("heating")
        .is(
            new Condition.Rate(
                ref("a"),
                OptionalDouble.of(5),
                OptionalDouble.empty(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(3),
                10));
  }

  @Test
  void aRiseThatIsSteepOverTheWholeWindowIsAlarmedAndASlowerOneIsNot() {
    Watch slow = watch(heating());
    Watch steep = watch(heating());
    for (int second = 0; second <= 300; second += 5) {
      slow.at(second, "x/a=" + (40 + second * 4.8 / 60));
      steep.at(second, "x/a=" + (40 + second * 5.2 / 60));
    }
    assertThat(slow.all()).isEmpty();
    assertThat(kinds(steep.all())).containsExactly("heating RAISED");
    assertThat(steep.only().raisedAt()).as("the window is covered").isEqualTo(Watch.instant(135));
  }

  @Test
  void oneWildSampleIsNoRise() {
    Watch watch = watch(heating());
    for (int second = 0; second <= 300; second += 5) {
      watch.at(second, "x/a=" + (second == 290 ? 60 : 40));
    }
    assertThat(watch.all()).isEmpty();
  }

  @Test
  void theWindowSurvivesARestart() {
    Watch watch = watch(heating());
    for (int second = 0; second <= 130; second += 5) {
      watch.at(second, "x/a=" + (40 + second * 0.1));
    }
    watch.restart(131, false);
    assertThat(kinds(watch.at(135, "x/a=53.5"))).containsExactly("heating RAISED");
  }

  @Test
  void aPointThatDoesNotMoveWhileItsWitnessSaysItShouldIsStuck() {
    Watch watch =
        watch(
            Rule.of("stuck")
                .is(
                    new Condition.Stuck(
                        ref("a"), 0.01, Duration.ofMinutes(30), Optional.of(expression("p")))));
    watch.at(0, "x/a=1", "x/p=false");
    watch.at(10, "x/p=true");
    watch.at(1_000, "x/a=1.005");
    assertThat(watch.to(1_809)).isEmpty();
    assertThat(kinds(watch.to(1_810))).containsExactly("stuck RAISED");
    assertThat(kinds(watch.at(1_900, "x/a=1.1"))).containsExactly("stuck CLEARED");
    watch.at(2_000, "x/p=false");
    assertThat(watch.to(9_000)).as("nothing should move").isEmpty();
  }

  @Test
  void atLeastSoManyOfTheExpressionsMustHold() {
    Watch watch =
        watch(
            Rule.of("two")
                .is(
                    new Condition.Combination(
                        List.of(expression("p"), expression("q"), expression("a > 1")), 2)));
    assertThat(watch.at(1, "x/p=true", "x/q=bad", "x/a=0")).isEmpty();
    assertThat(kinds(watch.at(2, "x/a=2"))).as("whatever q is").containsExactly("two RAISED");
    assertThat(watch.at(3, "x/p=false")).as("q decides, and is unknown").isEmpty();
    assertThat(kinds(watch.at(4, "x/q=false"))).contains("two CLEARED");
  }
}
