package org.zhiban.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantilesTest {

  @Test
  void aShareOfAllValuesDoesNotPassItsQuantile() {
    Quantiles quantiles = new Quantiles(List.of(5.0, 1.0, 4.0, 2.0, 3.0));

    assertThat(quantiles.median()).isEqualTo(3);
    assertThat(quantiles.at(0.95)).isEqualTo(5);
    assertThat(quantiles.at(0)).isEqualTo(1);
  }

  @Test
  void noValuesHaveNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Quantiles(List.of()));
  }
}
