package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.mqtt.sparkplug.DataType;
import org.zhiban.drivers.mqtt.sparkplug.Metric;
import org.zhiban.drivers.mqtt.sparkplug.Payload;
import org.zhiban.drivers.mqtt.sparkplug.WireValue;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.SampleBatch;

/** What a metric means for a point. */
final class MetricReaderTest {
  private static final long NOW = Instant.parse("2026-03-01T15:41:07.500Z").toEpochMilli();
  private static final PointSource SOURCE =
      new PointSource.Sparkplug("Plant", "Edge1", Optional.empty(), "m");

  private final Decoded decoded = new Decoded();

  private static DrivenPoint point(PointKind kind) {
    return Points.point(0, kind, SOURCE)
        .states(new PointState("1", "open"), new PointState("2", "shut"))
        .build();
  }

  private String read(
      DrivenPoint point, DataType type, Metric metric, OptionalLong sent, boolean birth) {
    Arrival arrival =
        new Arrival(
            "spBv1.0/Plant/NDATA/Edge1", new byte[0], 0, 0, false, Instant.ofEpochMilli(NOW));
    Payload payload = new Payload(sent, OptionalLong.of(0), List.of(metric));
    new MetricReader(arrival, payload, birth, decoded).read(point, "m", type, metric);
    return told(decoded.samples);
  }

  private static String told(SampleBatch batch) {
    return batch.isEmpty()
        ? ""
        : (batch.text(0) == null ? Double.toString(batch.value(0)) : batch.text(0))
            + " "
            + batch.quality(0)
            + " "
            + batch.reason(0).word()
            + " "
            + (batch.time(0) - NOW);
  }

  private static Metric metric(OptionalLong time, OptionalInt quality, WireValue value) {
    return new Metric(
        Optional.of("m"),
        OptionalLong.empty(),
        time,
        OptionalInt.empty(),
        false,
        false,
        quality,
        Optional.of(value));
  }

  private static OptionalLong at(String offset) {
    return offset == null ? OptionalLong.empty() : OptionalLong.of(NOW + Long.parseLong(offset));
  }

  /** Times against that of receipt, in milliseconds. */
  @ParameterizedTest
  @CsvSource({
    "-200, -100, false, 5.0 GOOD none -200",
    ", -100, false, 5.0 GOOD none -100",
    ", , false, 5.0 GOOD none 0",
    "-599999, -100, false, 5.0 GOOD none -599999",
    "-600000, -100, false, 5.0 UNCERTAIN clock_off 0",
    "600000, -100, false, 5.0 UNCERTAIN clock_off 0",
    "-86400000, -100, true, 5.0 GOOD none -100",
    "-200, , true, 5.0 GOOD none 0",
    "-200, -86400000, true, 5.0 UNCERTAIN clock_off 0",
  })
  void theTimeIsThatOfTheMetricAndInABirthThatOfTheBirth(
      String own, String sent, boolean birth, String told) {
    Metric metric = metric(at(own), OptionalInt.empty(), new WireValue.DoubleValue(5));
    assertThat(read(point(PointKind.ANALOG), DataType.DOUBLE, metric, at(sent), birth))
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "192, 5.0 GOOD none 0",
    "216, 5.0 GOOD none 0",
    "64, 5.0 UNCERTAIN source_marked 0",
    "500, 5.0 UNCERTAIN stale 0",
    "0, NaN BAD source_marked 0",
    "24, NaN BAD source_marked 0",
    "512, NaN BAD source_marked 0",
    "-1, NaN BAD source_marked 0",
  })
  void theQualityOfTheMetricIsThatOfTheSample(int code, String told) {
    Metric metric =
        metric(OptionalLong.empty(), OptionalInt.of(code), new WireValue.DoubleValue(5));
    assertThat(read(point(PointKind.ANALOG), DataType.DOUBLE, metric, at("0"), false))
        .isEqualTo(told);
  }

  @Test
  void aNullIsBadAndNeverZero() {
    Metric metric =
        new Metric(
            Optional.of("m"),
            OptionalLong.empty(),
            at("-5"),
            OptionalInt.empty(),
            false,
            true,
            OptionalInt.empty(),
            Optional.of(new WireValue.DoubleValue(0)));
    assertThat(read(point(PointKind.ANALOG), DataType.DOUBLE, metric, at("0"), false))
        .isEqualTo("NaN BAD not_available -5");
    assertThat(decoded.rejected).isEmpty();
  }

  private String value(PointKind kind, DataType type, WireValue value) {
    Metric metric = metric(OptionalLong.empty(), OptionalInt.empty(), value);
    return read(point(kind), type, metric, at("0"), false) + rejected();
  }

  private String rejected() {
    return decoded.rejected.isEmpty() ? "" : " | " + decoded.rejected.getFirst().why();
  }

  @Test
  void aValueThatIsNotOfItsTypeIsRefused() {
    assertThat(value(PointKind.ANALOG, DataType.INT16, new WireValue.StringValue("5")))
        .isEqualTo("NaN BAD undecodable 0 | is said to be Int16, and holds StringValue[value=5]");
  }

  @Test
  void aTemplateIsNamed() {
    assertThat(value(PointKind.ANALOG, DataType.TEMPLATE, new WireValue.Structured("a template")))
        .isEqualTo("NaN BAD undecodable 0 | a template cannot be the value of a point");
  }

  @Test
  void anArrayIsNamed() {
    assertThat(value(PointKind.ANALOG, DataType.INT8_ARRAY, new WireValue.Structured("bytes")))
        .isEqualTo("NaN BAD undecodable 0 | bytes cannot be the value of a point");
  }

  @Test
  void aStateIsFoundByItsNumber() {
    assertThat(value(PointKind.MULTISTATE, DataType.UINT8, new WireValue.IntValue(2)))
        .isEqualTo("1.0 GOOD none 0");
  }

  @Test
  void aDateIsADateForATextAndMillisecondsForANumber() {
    assertThat(value(PointKind.TEXT, DataType.DATE_TIME, new WireValue.LongValue(NOW)))
        .isEqualTo("2026-03-01T15:41:07.500Z GOOD none 0");
    assertThat(
            new MetricReaderTest()
                .value(PointKind.ANALOG, DataType.DATE_TIME, new WireValue.LongValue(5)))
        .isEqualTo("5.0 GOOD none 0");
  }

  @Test
  void aHistoricalValueBelongsToItsTimeAndIsNothingOfNow() {
    Metric metric =
        new Metric(
            Optional.of("m"),
            OptionalLong.empty(),
            at("-86400000"),
            OptionalInt.empty(),
            true,
            false,
            OptionalInt.empty(),
            Optional.of(new WireValue.DoubleValue(5)));
    assertThat(read(point(PointKind.ANALOG), DataType.DOUBLE, metric, at("0"), false)).isEmpty();
    assertThat(told(decoded.past)).isEqualTo("5.0 GOOD none -86400000");
  }

  @ParameterizedTest
  @CsvSource(
      value = {"-", "700000", "-1900000000000"},
      nullValues = "-")
  void aHistoricalValueWithoutATimeThatHasBeenIsRefused(String own) {
    Metric metric =
        new Metric(
            Optional.of("m"),
            OptionalLong.empty(),
            at(own),
            OptionalInt.empty(),
            true,
            false,
            OptionalInt.empty(),
            Optional.of(new WireValue.DoubleValue(5)));
    assertThat(read(point(PointKind.ANALOG), DataType.DOUBLE, metric, at("0"), false)).isEmpty();
    assertThat(decoded.past.isEmpty()).isTrue();
    assertThat(rejected()).contains("a historical value without a time of its own");
  }
}
