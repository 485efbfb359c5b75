package org.zhiban.gateway.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.gateway.config.ExampleSite;

/** Somebody sets the machine's clock while the example's pump runs dry, which takes 30 s. */
final class SetClockTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String RULE = "dry_run";

  @TempDir Path data;

  private WatchedIntake intake;

  @BeforeEach
  void start() {
    intake = new WatchedIntake(ExampleSite.whole().site(), data);
  }

  @AfterEach
  void stop() {
    intake.close();
  }

  private void runsDry() throws InterruptedException {
    intake.read("pump-b1", Map.of("running", 1.0, "inlet_pressure", 0.0));
    intake.turn();
  }

  @Test
  void setBackByAnHourADelayTakesNoHourLonger() throws InterruptedException {
    runsDry();
    intake.pass(Duration.ofSeconds(10));
    intake.turn();
    intake.set(Duration.ofHours(-1));
    intake.turn();
    intake.pass(Duration.ofSeconds(20));
    await().atMost(PATIENCE).until(() -> !intake.found(RULE).isEmpty());
    assertThat(intake.found(RULE).getFirst().alarm().raisedAt())
        .as("by the new clock")
        .isEqualTo(WatchedIntake.NOW.plusSeconds(30).minus(Duration.ofHours(1)));
    assertThat(intake.clockSettings()).isOne();
    assertThat(intake.settings()).as("told to what waits").containsExactly(Duration.ofHours(-1));
  }

  @Test
  void setForwardByYearsADelayIsNotOver() throws InterruptedException {
    runsDry();
    intake.set(Duration.ofDays(9_000));
    intake.turn();
    intake.pass(Duration.ofSeconds(29));
    intake.turn();
    assertThat(intake.found()).as("neither dry running nor years of silence").isEmpty();
    intake.pass(Duration.ofSeconds(1));
    await().atMost(PATIENCE).until(() -> !intake.found(RULE).isEmpty());
  }

  /** There and back within a delay: somebody mistook the day, and saw it. */
  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void setByADayAndBackADelayTakesItsTime(int days) throws InterruptedException {
    runsDry();
    intake.pass(Duration.ofSeconds(10));
    intake.set(Duration.ofDays(days));
    intake.turn();
    intake.pass(Duration.ofSeconds(10));
    intake.turn();
    intake.set(Duration.ofDays(-days));
    intake.pass(Duration.ofSeconds(9));
    intake.turn();
    assertThat(intake.found()).as("29 s").isEmpty();
    intake.pass(Duration.ofSeconds(1));
    await().atMost(PATIENCE).until(() -> !intake.found(RULE).isEmpty());
    intake.turn();
    assertThat(intake.found(RULE)).as("once").hasSize(1);
    assertThat(intake.found(RULE).getFirst().alarm().raisedAt())
        .isEqualTo(WatchedIntake.NOW.plusSeconds(30));
    assertThat(intake.settings()).containsExactly(Duration.ofDays(days), Duration.ofDays(-days));
  }
}
