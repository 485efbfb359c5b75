package org.zhiban.gateway.telemetry.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.telemetry.forwarding.Progress.Gap;

class ProgressTest {
  @Test
  void whatIsLiveGoesOnBehindAGapAndTheTwoMeet() {
    Progress gap = Progress.upTo(10).resumedAt(100);
    assertThat(gap.done()).isEqualTo(10);
    assertThat(gap.waiting(120)).isEqualTo(110);
    Progress later = gap.liveUpTo(120).filledUpTo(60);
    assertThat(later).isEqualTo(new Progress(List.of(new Gap(60, 100)), 120));
    assertThat(later.waiting(125)).isEqualTo(45);
    assertThat(later.filledUpTo(100)).isEqualTo(Progress.upTo(120));
  }

  @Test
  void samplesThatAreGoneEndEveryGapBeforeThem() {
    Progress two = new Progress(List.of(new Gap(10, 100), new Gap(110, 120)), 150);
    assertThat(two.filledUpTo(115)).isEqualTo(new Progress(List.of(new Gap(115, 120)), 150));
    assertThat(two.filledUpTo(130)).isEqualTo(Progress.upTo(150));
    assertThat(two.filledUpTo(170)).isEqualTo(Progress.upTo(170));
  }

  @Test
  void whatWasForwardedBetweenTwoOutagesIsNotForwardedAgain() {
    Progress again = new Progress(List.of(new Gap(60, 100)), 120).resumedAt(500);
    assertThat(again).isEqualTo(new Progress(List.of(new Gap(60, 100), new Gap(120, 500)), 500));
    assertThat(again.resumedAt(600).gaps())
        .as("one outage")
        .containsExactly(new Gap(60, 100), new Gap(120, 600));
    assertThat(again.resumedAt(500)).isEqualTo(again);
  }

  @Test
  void tooManyGapsAreFewerTheNearestTwoJoined() {
    Progress progress = Progress.upTo(0);
    for (int i = 0; i <= Progress.MOST_GAPS; i++) {
      int distance = i == 4 ? 1 : 10;
      progress =
          progress.liveUpTo(progress.live() + distance).resumedAt(progress.live() + distance + 5);
    }
    assertThat(progress.gaps()).hasSize(Progress.MOST_GAPS).contains(new Gap(55, 66));
  }

  @Test
  void gapsAreInOrderAndBeforeWhatIsYetToCome() {
    assertThatThrownBy(() -> new Progress(List.of(new Gap(5, 9)), 8))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Progress(List.of(new Gap(5, 9), new Gap(9, 12)), 20))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Gap(5, 5)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Against a set of all numbers: whatever happens, what is not known as forwarded is open. */
  @Property(tries = 300)
  void nothingIsForgotten(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 299) Integer> acts) {
    Progress progress = Progress.upTo(0);
    Set<Long> forwarded = new HashSet<>();
    long head = 0;
    for (int act : acts) {
      long by = 1L + act % 100;
      switch (act / 100) {
        case 0 -> {
          head += by;
          progress = progress.resumedAt(head);
        }
        case 1 -> {
          head += by;
          for (long i = progress.live(); i < head; i++) {
            forwarded.add(i);
          }
          progress = progress.liveUpTo(head);
        }
        default -> {
          if (!progress.gaps().isEmpty()) {
            Gap oldest = progress.gaps().getFirst();
            long next = Math.min(oldest.to(), oldest.from() + by);
            for (long i = oldest.from(); i < next; i++) {
              forwarded.add(i);
            }
            progress = progress.filledUpTo(next);
          }
        }
      }
      assertThat(progress.live()).isEqualTo(head);
      assertThat(open(head, forwarded)).isSubsetOf(open(progress));
      assertThat(progress.gaps()).hasSizeLessThanOrEqualTo(Progress.MOST_GAPS);
    }
  }

  private static List<Long> open(long head, Set<Long> forwarded) {
    List<Long> open = new ArrayList<>();
    for (long i = 0; i < head; i++) {
      if (!forwarded.contains(i)) {
        open.add(i);
      }
    }
    return open;
  }

  private static List<Long> open(Progress progress) {
    List<Long> open = new ArrayList<>();
    for (Gap gap : progress.gaps()) {
      for (long i = gap.from(); i < gap.to(); i++) {
        open.add(i);
      }
    }
    return open;
  }
}
