package org.zhiban.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {

  @Test
  void theBoundItselfReachesIt() {
    assertThat(Goal.atLeast(0.2).reachedBy(0.2)).isTrue();
    assertThat(Goal.atLeast(0.2).reachedBy(0.19)).isFalse();
    assertThat(Goal.atMost(32).reachedBy(32)).isTrue();
    assertThat(Goal.atMost(32).reachedBy(33)).isFalse();
  }

  @Test
  void itReadsAsItIsSaid() {
    assertThat(Goal.atLeast(0.2)).hasToString(">= 0.2");
    assertThat(Goal.atMost(32)).hasToString("<= 32");
    assertThat(Goal.atLeast(10_000_000)).hasToString(">= 10,000,000");
  }
}
