package org.zhiban.model.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class DigitsTest {
  @Test
  void aSinglePrecisionNumberKeepsItsOwnDigitsAndADoubleItsMore() {
    assertThat(Digits.of(221.4f)).isEqualTo("221.4");
    assertThat(Digits.of(24_612.8828125)).isEqualTo("24612.883");
    assertThat(Digits.of(221.4)).isEqualTo("221.4");
    assertThat(Digits.of(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    assertThat(Digits.of(0)).isEqualTo("0.0");
    assertThat(Digits.of(Double.NaN)).isEqualTo("NaN");
  }

  @Property
  void theNumberIsNotChanged(@ForAll double value) {
    double read = Double.parseDouble(Digits.of(value));
    assertThat((float) value == value ? (float) read : read).isEqualTo(value);
  }
}
