package org.zhiban.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class RecentTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @Property
  void neverMoreWithinTheTimeAndTheWaitThatIsToldIsExact(
      @ForAll @Size(max = 60) List<@IntRange(max = 1_500) Integer> pauses,
      @ForAll @IntRange(min = 1, max = 5) int most) {
    Recent recent = Recent.NONE;
    List<Instant> let = new ArrayList<>();
    Instant now = NOW;
    for (int pause : pauses) {
      now = now.plusSeconds(pause);
      Optional<Duration> wait = recent.waits(now, most, HOUR);
      if (wait.isEmpty()) {
        recent = recent.done(now, HOUR);
        let.add(now);
      } else {
        Instant then = now.plus(wait.get());
        assertThat(wait.get()).isPositive().isLessThanOrEqualTo(HOUR);
        assertThat(recent.waits(then, most, HOUR)).isEmpty();
        assertThat(recent.waits(then.minusMillis(1), most, HOUR)).isPresent();
      }
    }
    for (int i = most; i < let.size(); i++) {
      assertThat(Duration.between(let.get(i - most), let.get(i))).isGreaterThanOrEqualTo(HOUR);
    }
    assertThat(recent.times()).hasSizeLessThanOrEqualTo(most);
  }

  @Test
  void aClockThatIsSetBackDeniesNobody() {
    Recent full = Recent.NONE.done(NOW, HOUR);
    assertThat(full.waits(NOW, 1, HOUR)).contains(HOUR);
    assertThat(full.waits(NOW.minusSeconds(1), 1, HOUR)).isEmpty();
  }
}
