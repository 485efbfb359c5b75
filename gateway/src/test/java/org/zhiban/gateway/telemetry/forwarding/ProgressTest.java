package org.zhiban.gateway.telemetry.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void whatIsLiveGoesOnBehindAGapAndTheTwoMeet() {
    Progress gap = Progress.upTo(10).resumedAt(100);
    assertThat(gap.gap()).isTrue();
    assertThat(gap.waiting(120)).isEqualTo(110);
    Progress later = gap.liveUpTo(120).filledUpTo(60);
    assertThat(later).isEqualTo(new Progress(60, 100, 120));
    assertThat(later.waiting(125)).isEqualTo(45);
    assertThat(later.filledUpTo(100)).isEqualTo(Progress.upTo(120));
  }

  @Test
  void samplesThatAreGoneEndTheGapBehindItsEnd() {
    assertThat(new Progress(10, 100, 120).filledUpTo(130)).isEqualTo(Progress.upTo(130));
  }

  @Test
  void aSecondOutageMakesOneGapOfBoth() {
    Progress again = new Progress(60, 100, 120).resumedAt(500);
    assertThat(again).isEqualTo(new Progress(60, 500, 500));
    assertThat(again.waiting(500)).isEqualTo(440);
  }

  @Test
  void withoutAGapThereIsOnePlace() {
    assertThat(Progress.upTo(7).liveUpTo(9)).isEqualTo(Progress.upTo(9));
    assertThat(Progress.upTo(7).gap()).isFalse();
    assertThatThrownBy(() -> new Progress(5, 4, 9)).isInstanceOf(IllegalArgumentException.class);
  }
}
