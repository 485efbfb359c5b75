package org.zhiban.gateway.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.shipped.ShippedSite;
import org.zhiban.model.alarm.AlarmChange;

/** A pit whose level says nothing for a minute. */
final class SilentPointTest {
  private static final String PIT = "grundfos-ciu202-pit";

  @TempDir Path data;

  /** A subscription tells that a point is there though its value did not change. */
  @Test
  void isHeardOfAgainWithoutAValueAndThatIsOnRecord() throws InterruptedException {
    try (WatchedIntake intake = new WatchedIntake(ShippedSite.of(List.of(PIT)), data)) {
      intake.read(PIT, Map.of("level", 2.0));
      intake.turn();
      intake.pass(Duration.ofSeconds(61));
      await().atMost(Duration.ofSeconds(20)).until(() -> !intake.found("silent").isEmpty());
      intake.heardOf(PIT, "level");
      intake.turn();
      assertThat(intake.found("silent"))
          .extracting(AlarmChange::kind)
          .containsExactly(AlarmChange.Kind.RAISED, AlarmChange.Kind.CLEARED);
    }
  }
}
