package org.zhiban.gateway.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.ExampleSite;

/** A device is told that a sample is kept when all that it led to is, also at its first telling. */
final class AcknowledgedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, Double> SMOKE =
      Map.of("fire", 1.0, "loop_no", 2.0, "device_no", 7.0);

  @TempDir Path data;

  @Test
  void whatIsToldAgainIsNotCalledKeptBeforeTheAlarmOfItsFirstTellingIs() throws Exception {
    AtomicInteger told = new AtomicInteger();
    try (WatchedIntake intake = new WatchedIntake(ExampleSite.whole().site(), data)) {
      intake.read("fire-1", Map.of("fire", 0.0), told::incrementAndGet);
      await().atMost(PATIENCE).until(() -> told.get() == 1);
      intake.full(true);
      intake.read("fire-1", SMOKE, told::incrementAndGet);
      intake.turn();
      assertThat(intake.found()).isNotEmpty();
      intake.read("fire-1", SMOKE, told::incrementAndGet);
      intake.read("pump-b1", Map.of("running", 1.0), told::incrementAndGet);
      intake.turn();
      await().pollDelay(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> told.get() == 1);
      intake.full(false);
      await().atMost(PATIENCE).until(() -> told.get() == 4);
    }
  }
}
