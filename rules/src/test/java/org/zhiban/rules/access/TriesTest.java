package org.zhiban.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TriesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final int FREE = 5;

  private static Tries after(int failures) {
    Tries tries = Tries.NONE;
    for (int i = 0; i < failures; i++) {
      tries = tries.failed(NOW, FREE);
    }
    return tries;
  }

  @Test
  void waitsGrowFromHalfAMinuteToAQuarterOfAnHour() {
    assertThat(after(4).waits(NOW)).isEmpty();
    assertThat(after(5).waits(NOW)).contains(NOW.plusSeconds(30));
    assertThat(after(6).waits(NOW)).contains(NOW.plusSeconds(60));
    assertThat(after(9).waits(NOW)).contains(NOW.plusSeconds(480));
    assertThat(after(10).waits(NOW)).contains(NOW.plus(Duration.ofMinutes(15)));
    assertThat(after(5_000).waits(NOW)).contains(NOW.plus(Duration.ofMinutes(15)));
    assertThat(after(5).waits(NOW.plusSeconds(30))).isEmpty();
  }

  @Test
  void nobodyWaitsADaySinceTheClockWasSetBack() {
    assertThat(after(5).waits(NOW.minus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void anAllowanceIsUsedUpAndComesBack() {
    Optional<Allowance> left = Optional.of(new Allowance(3, NOW));
    for (int call = 0; call < 3; call++) {
      left = left.orElseThrow().take(NOW, 3, 2);
    }
    Allowance none = left.orElseThrow();
    assertThat(none.take(NOW, 3, 2)).isEmpty();
    assertThat(none.take(NOW.minusSeconds(60), 3, 2)).isEmpty();
    Instant setBack = NOW.minusSeconds(3_600);
    assertThat(none.seen(setBack).take(setBack.plusMillis(500), 3, 2))
        .as("a clock that is set back by an hour denies nobody for an hour")
        .isPresent();
    assertThat(none.seen(NOW.plusMillis(400)).take(NOW.plusMillis(500), 3, 2)).isPresent();
    assertThat(none.take(NOW.plusMillis(500), 3, 2)).isPresent();
    assertThat(none.take(NOW.plusSeconds(3_600), 3, 2).orElseThrow().left()).isEqualTo(2);
  }
}
