package org.zhiban.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

final class ExceptionFilterTest {
  private static boolean passes(
      ExceptionFilter filter, double value, Quality quality, QualityReason reason, long time) {
    SampleBatch batch = new SampleBatch(1);
    batch.add(0, value, null, quality, reason, time);
    return filter.passes(batch, 0);
  }

  private static boolean good(ExceptionFilter filter, double value, long time) {
    return passes(filter, value, Quality.GOOD, QualityReason.NONE, time);
  }

  private static ExceptionFilter filter(double deadband) {
    return new ExceptionFilter(new double[] {deadband}, Duration.ofMinutes(5));
  }

  @Test
  void whatStaysInsideTheDeadbandIsNotReported() {
    ExceptionFilter filter = filter(0.5);
    assertThat(good(filter, 10, 0)).isTrue();
    assertThat(good(filter, 10.4, 1)).isFalse();
    assertThat(good(filter, 10.5, 2)).isTrue();
    assertThat(good(filter, 10.1, 3)).isFalse();
  }

  @Test
  void aDeadbandOfZeroReportsEverySample() {
    ExceptionFilter filter = filter(0);
    assertThat(good(filter, 1, 0)).isTrue();
    assertThat(good(filter, 1, 1)).isTrue();
  }

  @Test
  void anUnchangedPointIsReportedOnceAHeartbeat() {
    ExceptionFilter filter = filter(0.5);
    assertThat(good(filter, 1, 0)).isTrue();
    assertThat(good(filter, 1, 299_999)).isFalse();
    assertThat(good(filter, 1, 300_000)).isTrue();
  }

  @Test
  void aChangeOfQualityOrReasonIsAlwaysReportedAndARepeatOfItIsNot() {
    ExceptionFilter filter = filter(0.5);
    assertThat(good(filter, 1, 0)).isTrue();
    assertThat(passes(filter, Double.NaN, Quality.BAD, QualityReason.TIMEOUT, 1)).isTrue();
    assertThat(passes(filter, Double.NaN, Quality.BAD, QualityReason.TIMEOUT, 2)).isFalse();
    assertThat(passes(filter, Double.NaN, Quality.BAD, QualityReason.CONNECTION_DOWN, 3)).isTrue();
    assertThat(good(filter, 1, 4)).isTrue();
  }

  @Property
  void theLastReportedValueIsNeverFurtherAwayThanTheDeadband(
      @ForAll @Size(min = 1, max = 50) double @DoubleRange(min = -100, max = 100) [] values) {
    ExceptionFilter filter = filter(2);
    double reported = Double.NaN;
    for (int i = 0; i < values.length; i++) {
      if (good(filter, values[i], i)) {
        reported = values[i];
      }
      assertThat(Math.abs(reported - values[i])).isLessThan(2);
    }
  }
}
