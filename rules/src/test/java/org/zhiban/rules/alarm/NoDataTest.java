package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.Points.message;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.Condition;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

class NoDataTest {
  private static Rule silent(String... points) {
    return Rule.of("silent")
        .is(
            new Condition.NoData(
                List.of(points).stream().map(p -> new PointRef("pump", p)).toList(),
                Duration.ofMinutes(1)));
  }

  private static Watch watch() {
    return new Watch(
        new TestSite()
            .with("pump", analog("pressure"), binary("running"))
            .rules("pump", silent("pressure", "running"))
            .build());
  }

  @Test
  void theStartCountsAsTheLastTimeHeard() {
    Watch watch = watch();
    assertThat(watch.to(59)).isEmpty();
    assertThat(kinds(watch.to(60))).containsExactly("silent RAISED");
    assertThat(watch.only().raisedAt()).isEqualTo(Watch.instant(60));
    assertThat(watch.only().quality()).isEqualTo(Quality.GOOD);
  }

  @Test
  void oneSilentPointIsEnough() {
    Watch watch = watch();
    watch.at(1, "pump/pressure=1", "pump/running=true");
    for (int second = 11; second < 61; second += 10) {
      assertThat(watch.at(second, "pump/pressure=1")).isEmpty();
    }
    assertThat(kinds(watch.to(61))).containsExactly("silent RAISED");
  }

  @Test
  void aBadReadIsNoSignOfLifeAndAKeepAliveIs() {
    Watch watch = watch();
    watch.at(1, "pump/pressure=1", "pump/running=true");
    watch.at(30, "pump/pressure=bad", "pump/running=bad");
    watch.alive(50, "pump/pressure", "pump/running");
    assertThat(watch.to(109)).isEmpty();
    assertThat(kinds(watch.to(110))).containsExactly("silent RAISED");
  }

  @Test
  void itClearsWhenEveryPointIsHeardOfAgain() {
    Watch watch = watch();
    watch.to(60);
    assertThat(watch.at(70, "pump/pressure=1")).isEmpty();
    assertThat(kinds(watch.at(80, "pump/running=false"))).containsExactly("silent CLEARED");
    assertThat(kinds(watch.to(130)))
        .as("pressure is silent again")
        .containsExactly("silent REPEATED");
  }

  @Test
  void aKeepAliveAloneClearsItToo() {
    Watch watch = watch();
    watch.to(60);
    assertThat(kinds(watch.alive(70, "pump/pressure", "pump/running")))
        .containsExactly("silent CLEARED");
  }

  @Test
  void aMessageIsAliveWithinItsOwnStaleTime() {
    Watch watch =
        new Watch(
            new TestSite()
                .with("pump", message("pressure", Duration.ofMinutes(5)))
                .rules("pump", silent("pressure"))
                .build());
    watch.at(1, "pump/pressure=1");
    assertThat(watch.to(300)).isEmpty();
    assertThat(kinds(watch.to(301))).containsExactly("silent RAISED");
  }

  @Test
  void anAlarmOfBeforeARestartStandsUntilThePointsAreHeardOfAgain() {
    Watch watch = watch();
    watch.to(60);
    assertThat(watch.restart(61, false)).isEmpty();
    assertThat(watch.to(500)).isEmpty();
    assertThat(watch.only().active()).isTrue();
    assertThat(kinds(watch.at(501, "pump/pressure=1", "pump/running=true")))
        .containsExactly("silent CLEARED");
  }
}
