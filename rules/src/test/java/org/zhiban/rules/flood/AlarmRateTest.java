package org.zhiban.rules.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class AlarmRateTest {
  private static final Instant T = Instant.parse("2026-11-22T03:12:00Z");

  private final AlarmRate rate = new AlarmRate();

  private void announced(int times, Instant from, Duration apart) {
    for (int one = 0; one < times; one++) {
      rate.announced(from.plus(apart.multipliedBy(one)));
    }
  }

  @Test
  void nineInTenMinutesAreNoFloodAndTenAre() {
    announced(9, T, Duration.ofMinutes(1));
    assertThat(rate.floodSince(T.plusSeconds(539))).isEmpty();
    rate.announced(T.plusSeconds(540));
    assertThat(rate.floodSince(T.plusSeconds(540))).contains(T.plusSeconds(540));
  }

  /** Nobody need look at the moment in which it ends. */
  @Test
  void itEndsBelowFiveInTenMinutesAndLastsUntilThenInTheFigures() {
    announced(12, T, Duration.ofSeconds(1));
    Instant four = T.plusSeconds(7).plus(AlarmRate.WINDOW);
    assertThat(rate.floodSince(four.minusMillis(1))).contains(T.plusSeconds(9));
    assertThat(rate.floodSince(four.plus(Duration.ofHours(3)))).isEmpty();
    assertThat(rate.figures(four.plus(Duration.ofHours(3))).floodShare())
        .isEqualTo(
            (double) Duration.between(T.plusSeconds(9), four).toMillis()
                / Duration.ofDays(1).toMillis(),
            within(1e-9));
  }

  @Test
  void aDayLaterAllIsForgotten() {
    announced(300, T, Duration.ofMillis(200));
    AlarmRate.Figures at = rate.figures(T.plusSeconds(60));
    assertThat(at.lastTenMinutes()).isEqualTo(300);
    assertThat(at.lastHour()).isEqualTo(300);
    assertThat(at.peakOfTenMinutes()).isEqualTo(300);
    AlarmRate.Figures later = rate.figures(T.plus(Duration.ofHours(2)));
    assertThat(later.lastHour()).isZero();
    assertThat(later.lastDay()).isEqualTo(300);
    assertThat(later.peakOfTenMinutes()).isEqualTo(300);
    AlarmRate.Figures dayAfter = rate.figures(T.plus(Duration.ofHours(25)));
    assertThat(dayAfter.lastDay()).isZero();
    assertThat(dayAfter.peakOfTenMinutes()).isZero();
    assertThat(dayAfter.floodShare()).isZero();
  }

  @Test
  void aClockThatIsSetBackBeginsAnewAndIsNoFloodForEver() {
    announced(20, T, Duration.ofSeconds(1));
    Instant back = T.minus(Duration.ofHours(1));
    assertThat(rate.floodSince(back)).isEmpty();
    announced(10, back, Duration.ofSeconds(1));
    assertThat(rate.floodSince(back.plusSeconds(9))).isPresent();
  }

  /** Against a count of everything, looked at each second. */
  @Property(tries = 200)
  void itIsWhatACountOfEverythingSays(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 300) Integer> pauses) {
    AlarmRate counted = new AlarmRate();
    List<Integer> all = new ArrayList<>();
    boolean flood = false;
    int second = 0;
    for (int pause : pauses) {
      for (int step = 0; step <= pause; step++) {
        int now = second + step;
        if (step == pause) {
          all.add(now);
          counted.announced(T.plusSeconds(now));
        }
        long recent = all.stream().filter(at -> at > now - 600).count();
        flood = flood ? recent >= AlarmRate.OVER : recent >= AlarmRate.FLOOD;
        assertThat(counted.floodSince(T.plusSeconds(now)).isPresent())
            .as("at %s", now)
            .isEqualTo(flood);
        assertThat(counted.figures(T.plusSeconds(now)).lastTenMinutes()).isEqualTo((int) recent);
      }
      second += pause;
    }
  }
}
