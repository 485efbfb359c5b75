package org.zhiban.rules.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "220.599, 220.599, 220.6",
    "-220.96, -220.96, -221",
    "9.433, 9.433, 9.433",
    "45.6789, 45.679, 45.68",
    "12345.678, 12345.678, 12345.7",
    "12, 12, 12",
    "0.019999999552965164, 0.02, 0.02",
    "0.00012345, 0.000123, 0.000123",
    "0, 0, 0",
    "NaN, NaN, NaN",
  })
  void numbersAreWrittenForPeople(double value, String plain, String measured) {
    assertThat(Figures.plain(value)).isEqualTo(plain);
    assertThat(Figures.measured(value)).isEqualTo(measured);
  }
}
