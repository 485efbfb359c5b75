package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.Rule.expression;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** Baselines by a share of the median, and counts that something begins anew. */
class SharesOfTheUsualTest {
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  /** The clock of a watch begins at 03:12, local time. */
  private static final int UNTIL_FOUR = 48 * MINUTE;

  private static Watch watch(Condition condition) {
    return new Watch(
        new TestSite()
            .with("x", analog("flow"), analog("speed"), binary("door"))
            .rules("x", Rule.of("rule").is(condition))
            .build());
  }

  private static Condition.Baseline baseline(
      OptionalDouble above, OptionalDouble below, Optional<PlanSpec.Window> hours, int inARow) {
    return new Condition.Baseline(
        new PointRef("x", "flow"), OptionalDouble.empty(), above, below, 1, hours, inARow);
  }

  private static Condition nights() {
    return baseline(
        OptionalDouble.of(2),
        OptionalDouble.empty(),
        Optional.of(new PlanSpec.Window(LocalTime.of(3, 0), LocalTime.of(4, 0))),
        3);
  }

  @Test
  void threeNightsOnEndAreAnAlarmThatStandsUntilANightIsAsUsual() {
    Watch watch = watch(nights());
    watch.at(0, "x/flow=10");
    watch.at(8 * DAY + HOUR, "x/flow=25");
    assertThat(watch.to(11 * DAY + UNTIL_FOUR - 1)).as("two nights and the days").isEmpty();
    assertThat(kinds(watch.to(11 * DAY + UNTIL_FOUR))).containsExactly("rule RAISED");
    watch.at(11 * DAY + HOUR, "x/flow=10");
    assertThat(watch.to(12 * DAY + UNTIL_FOUR - 1)).as("what was found holds").isEmpty();
    assertThat(kinds(watch.to(12 * DAY + UNTIL_FOUR))).containsExactly("rule CLEARED");
  }

  @Test
  void aNightAsUsualBetweenThemBeginsAnew() {
    Watch watch = watch(nights());
    watch.at(0, "x/flow=10");
    watch.at(8 * DAY + HOUR, "x/flow=25");
    watch.at(10 * DAY + HOUR, "x/flow=10");
    watch.at(11 * DAY + HOUR, "x/flow=25");
    assertThat(watch.to(13 * DAY + HOUR)).isEmpty();
    assertThat(kinds(watch.to(14 * DAY + HOUR))).containsExactly("rule RAISED");
  }

  @Test
  void theNightsThatWereFoundSurviveARestart() {
    Watch watch = watch(nights());
    watch.at(0, "x/flow=10");
    watch.at(8 * DAY + HOUR, "x/flow=25");
    watch.restart(10 * DAY + HOUR, true);
    assertThat(kinds(watch.to(11 * DAY + HOUR))).containsExactly("rule RAISED");
  }

  @Test
  void lessThanAShareOfTheMedianIsAnAlarmAndMoreIsNot() {
    Watch watch =
        watch(baseline(OptionalDouble.empty(), OptionalDouble.of(0.5), Optional.empty(), 1));
    watch.at(0, "x/flow=10");
    watch.at(8 * DAY + UNTIL_FOUR, "x/flow=5.5");
    watch.at(8 * DAY + UNTIL_FOUR + HOUR, "x/flow=900");
    watch.at(8 * DAY + UNTIL_FOUR + 2 * HOUR, "x/flow=4.5");
    assertThat(watch.to(8 * DAY + UNTIL_FOUR + 3 * HOUR - 1)).isEmpty();
    assertThat(watch.all()).isEmpty();
    assertThat(kinds(watch.to(8 * DAY + UNTIL_FOUR + 3 * HOUR))).containsExactly("rule RAISED");
  }

  @Test
  void aBaselineThatComparesNothingCannotBe() {
    assertThatThrownBy(
            () -> baseline(OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), 1))
        .hasMessage("a baseline needs times, above or below");
  }

  private static Watch doors() {
    return watch(
        new Condition.Count(
            expression("door"),
            3,
            Optional.of(Duration.ofMinutes(10)),
            OptionalDouble.empty(),
            0,
            List.of(),
            Optional.of(expression("speed > 0"))));
  }

  private static void opens(Watch watch, double second) {
    watch.at(second, "x/door=true");
    watch.at(second + 1, "x/door=false");
  }

  @Test
  void aCountBeginsAnewWithWhatResetsIt() {
    Watch watch = doors();
    watch.at(0, "x/door=false", "x/speed=0");
    opens(watch, 10);
    opens(watch, 20);
    watch.at(30, "x/speed=1.5");
    watch.at(40, "x/speed=0");
    opens(watch, 50);
    opens(watch, 60);
    assertThat(watch.all()).isEmpty();
    assertThat(kinds(watch.at(70, "x/door=true"))).containsExactly("rule RAISED");
    assertThat(kinds(watch.at(80, "x/speed=1.5"))).containsExactly("rule CLEARED");
  }

  @Test
  void nothingIsCountedWhileTheResetHolds() {
    Watch watch = doors();
    watch.at(0, "x/door=false", "x/speed=1.5");
    opens(watch, 10);
    opens(watch, 20);
    opens(watch, 30);
    watch.at(40, "x/speed=0");
    opens(watch, 50);
    opens(watch, 60);
    assertThat(watch.all()).isEmpty();
  }
}
