package org.zhiban.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** At the smallest scale: that it works, not how fast. */
class GroupTest {

  @ParameterizedTest
  @EnumSource
  void everyGroupGivesFigures(Group group) throws Exception {
    List<Figure> figures = group.at(Scale.SMALLEST).measure();

    assertThat(figures).isNotEmpty();
    assertThat(figures)
        .allSatisfy(
            figure -> {
              assertThat(figure.ours().value()).isFinite().isPositive();
              assertThat(figure.yardstick().value()).isFinite().isPositive();
              assertThat(figure.ratio().value()).isFinite().isPositive();
            });
  }
}
