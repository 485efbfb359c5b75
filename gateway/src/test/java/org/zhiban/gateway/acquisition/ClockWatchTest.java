package org.zhiban.gateway.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private Instant wall = Instant.parse("2026-11-22T03:12:00Z");
  private long nanos = -5_000_000_000L;
  private final ClockWatch watch = new ClockWatch(() -> wall, () -> nanos);

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  @Test
  void timeThatPassesIsNoSetting() {
    pass(Duration.ofMillis(250));
    assertThat(watch.setBy()).isZero();
    pass(Duration.ofHours(3));
    assertThat(watch.setBy()).isZero();
    assertThat(watch.found()).isZero();
  }

  @Test
  void aClockThatIsSetIsFoundOnceWithItsDirection() {
    pass(Duration.ofSeconds(2));
    wall = wall.minus(Duration.ofHours(1));
    assertThat(watch.setBy()).isEqualTo(-3_600_000);
    assertThat(watch.setBy()).isZero();
    wall = wall.plus(Duration.ofDays(20_000));
    pass(Duration.ofMillis(40));
    assertThat(watch.setBy()).isEqualTo(Duration.ofDays(20_000).toMillis());
    assertThat(watch.found()).isEqualTo(2);
  }

  @Test
  void aThreadThatIsHeldUpBetweenTwoLooksFindsNoSetting() {
    int[] looks = {0};
    ClockWatch held =
        new ClockWatch(
            () -> {
              if (looks[0]++ == 1) {
                Instant shown = wall;
                pass(Duration.ofSeconds(7));
                return shown;
              }
              return wall;
            },
            () -> nanos);
    assertThat(held.setBy()).isZero();
    assertThat(held.setBy()).isZero();
    assertThat(held.found()).isZero();
  }

  @Test
  void aSmallCorrectionPassesAsTime() {
    wall = wall.plusMillis(900);
    assertThat(watch.setBy()).isZero();
  }
}
