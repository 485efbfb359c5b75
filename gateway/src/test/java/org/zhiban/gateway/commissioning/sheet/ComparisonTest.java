package org.zhiban.gateway.commissioning.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;

class ComparisonTest {
  private static Comparison compare(String point, PointValue value, Object read) {
    return Comparison.of(SheetSite.point(SheetSite.site(), point), value, read, Optional.empty());
  }

  private static boolean within(String point, PointValue value, Object read) {
    return ((Comparison.Compared) compare(point, value, read)).within();
  }

  @Test
  void aNumberMayDifferByTwoPerCentOfTheReading() {
    assertThat(within("voltage", SheetSite.good(234.6), 230)).isTrue();
    assertThat(within("voltage", SheetSite.good(234.7), 230)).isFalse();
    assertThat(within("voltage", SheetSite.good(-230), 230)).isFalse();
  }

  @Test
  void nearNothingTheDeadbandIsWhatMayDiffer() {
    assertThat(within("voltage", SheetSite.good(0.5), 0)).isTrue();
    assertThat(within("voltage", SheetSite.good(0.6), 0)).isFalse();
    assertThat(within("energy", SheetSite.good(0.1), 0)).isFalse();
  }

  @Test
  void aToleranceOfOnesOwnGoesBefore() {
    Comparison comparison =
        Comparison.of(
            SheetSite.point(SheetSite.site(), "voltage"),
            SheetSite.good(230.2),
            230,
            Optional.of(new BigDecimal("0.1")));
    assertThat(comparison)
        .isEqualTo(
            new Comparison.Compared(
                "230", Optional.of("230.2"), Optional.of(new BigDecimal("0.1")), false));
  }

  /** Whoever reads nothing has nothing to agree with. */
  @Test
  void aValueThatWasNotReadAgreesWithNothing() {
    PointValue bad = new PointValue(230, null, Quality.BAD, QualityReason.TIMEOUT, 1);
    assertThat(within("voltage", bad, 230)).isFalse();
    assertThat(within("voltage", PointValue.NOT_READ_YET, 0)).isFalse();
    assertThat(within("closed", PointValue.NOT_READ_YET, false)).isFalse();
  }

  @Test
  void aStateIsComparedByItsNameAndATextByItself() {
    assertThat(within("closed", SheetSite.good(1), true)).isTrue();
    assertThat(within("closed", SheetSite.good(1), false)).isFalse();
    assertThat(within("mode", SheetSite.good(1), "auto")).isTrue();
    assertThat(within("mode", SheetSite.good(0), "auto")).isFalse();
    PointValue text = new PointValue(Double.NaN, "SDM630 ", Quality.GOOD, QualityReason.NONE, 1);
    assertThat(within("model", text, "SDM630")).isTrue();
    assertThat(within("model", text, "SDM72")).isFalse();
  }

  @Test
  void whatIsNoReadingOfThePointIsToldWhatItWants() {
    assertThat(compare("voltage", SheetSite.good(1), "230"))
        .isEqualTo(new Comparison.Unfit("a number"));
    assertThat(compare("closed", SheetSite.good(1), 1))
        .isEqualTo(new Comparison.Unfit("true or false"));
    assertThat(compare("mode", SheetSite.good(1), "hand"))
        .isEqualTo(new Comparison.Unfit("one of stopped, auto"));
    assertThat(compare("model", SheetSite.good(1), 630)).isEqualTo(new Comparison.Unfit("a text"));
  }
}
