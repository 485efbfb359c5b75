package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhiban.drivers.Points;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/** What a data value means, without a server. */
class NodesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");
  private final SampleBatch batch = new SampleBatch(1);

  private static NodePoint node(Points point) {
    return new NodePoint(point.build(), ExpandedNodeId.parse("ns=2;s=A1.Floor"));
  }

  private static Points of(PointKind kind) {
    return Points.point(7, kind, new PointSource.OpcUa("ns=2;s=A1.Floor"));
  }

  private Optional<String> add(Points point, DataValue value) {
    return NodeReading.add(node(point), value, false, NOW, batch);
  }

  private static DataValue value(Object held) {
    return new DataValue(new Variant(held), StatusCode.GOOD, new DateTime(NOW.minusSeconds(3)));
  }

  static Stream<Object> numbers() {
    return Stream.of(
        (byte) 42, ubyte(42), (short) 42, ushort(42), 42, uint(42), 42L, ulong(42), 42f, 42d, "42");
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void everyWidthOfNumberIsRead(Object held) {
    assertThat(add(of(PointKind.ANALOG), value(held))).isEmpty();
    assertThat(batch.value(0)).isEqualTo(42);
    assertThat(batch.quality(0)).isEqualTo(Quality.GOOD);
    assertThat(batch.time(0)).isEqualTo(NOW.minusSeconds(3).toEpochMilli());
  }

  @Test
  void theLargestUnsignedNumberIsNotNegative() {
    add(of(PointKind.COUNTER), value(uint(4_294_967_295L)));
    assertThat(batch.value(0)).isEqualTo(4_294_967_295d);
  }

  @Test
  void aStateIsFoundByItsNumberAndAnUnknownOneIsBad() {
    Points mode =
        of(PointKind.MULTISTATE).states(new PointState("0", "stop"), new PointState("1", "normal"));
    add(mode, value(ubyte(1)));
    Optional<String> fault = add(mode, value(9));
    assertThat(batch.value(0)).isEqualTo(1);
    assertThat(batch.reason(1)).isEqualTo(QualityReason.UNKNOWN_STATE);
    assertThat(fault.orElseThrow()).contains("A1.Floor").contains("9");
  }

  @Test
  void aTextAndALocalizedTextAreTexts() {
    add(of(PointKind.TEXT), value("一楼"));
    add(of(PointKind.TEXT), value(new LocalizedText("zh", "一楼")));
    assertThat(batch.text(0)).isEqualTo("一楼");
    assertThat(batch.text(1)).isEqualTo("一楼");
  }

  @Test
  void anArrayIsUndecodableAndSaysSo() {
    Optional<String> fault = add(of(PointKind.ANALOG), value(new Integer[] {1, 2}));
    assertThat(batch.reason(0)).isEqualTo(QualityReason.UNDECODABLE);
    assertThat(batch.value(0)).isNaN();
    assertThat(fault.orElseThrow()).contains("A1.Floor").contains("single value");
  }

  @Test
  void nothingAndNotANumberAreNotAvailable() {
    add(of(PointKind.ANALOG), new DataValue(Variant.NULL_VALUE));
    add(of(PointKind.ANALOG), value(Double.NaN));
    assertThat(batch.reason(0)).isEqualTo(QualityReason.NOT_AVAILABLE);
    assertThat(batch.reason(1)).isEqualTo(QualityReason.NOT_AVAILABLE);
  }

  @Test
  void theSeverityOfTheStatusIsTheQuality() {
    add(
        of(PointKind.ANALOG),
        new DataValue(
            new Variant(1.0), new StatusCode(StatusCodes.Uncertain_LastUsableValue), null));
    add(of(PointKind.ANALOG), new DataValue(new StatusCode(StatusCodes.Bad_NodeIdUnknown)));
    add(of(PointKind.ANALOG), new DataValue(new StatusCode(StatusCodes.Bad_NoCommunication)));
    assertThat(batch.quality(0)).isEqualTo(Quality.UNCERTAIN);
    assertThat(batch.reason(0)).isEqualTo(QualityReason.SOURCE_MARKED);
    assertThat(batch.value(0)).isEqualTo(1);
    assertThat(batch.reason(1)).isEqualTo(QualityReason.DEVICE_REFUSED);
    assertThat(batch.reason(2)).isEqualTo(QualityReason.DEVICE_OFFLINE);
    assertThat(batch.value(2)).isNaN();
  }

  /** The status may carry bits beside its code: here that the queue ran over. */
  @Test
  void bitsBesideTheCodeDoNotHideIt() {
    StatusCode status = new StatusCode(StatusCodes.Bad_Timeout).withDataValueInfoType();
    assertThat(NodeReading.reason(status.withOverflow())).isEqualTo(QualityReason.TIMEOUT);
  }

  @Test
  void outsideItsRangeAValueIsUncertain() {
    add(of(PointKind.ANALOG).range(0, 2.5), value(9.0));
    assertThat(batch.quality(0)).isEqualTo(Quality.UNCERTAIN);
    assertThat(batch.reason(0)).isEqualTo(QualityReason.OUT_OF_RANGE);
  }

  @Test
  void aClockThatIsOffGivesTheTimeOfReceipt() {
    DateTime wrong = new DateTime(NOW.minusSeconds(601));
    add(of(PointKind.ANALOG), new DataValue(new Variant(1.0), StatusCode.GOOD, wrong));
    assertThat(batch.reason(0)).isEqualTo(QualityReason.CLOCK_OFF);
    assertThat(batch.time(0)).isEqualTo(NOW.toEpochMilli());
  }

  /** A subscription starts with the value that holds, which may have changed long ago. */
  @Test
  void theFirstValueHoldsNowHoweverOldItIs() {
    DateTime old = new DateTime(NOW.minusSeconds(86_400));
    NodeReading.add(
        node(of(PointKind.ANALOG)),
        new DataValue(new Variant(1.0), StatusCode.GOOD, old),
        true,
        NOW,
        batch);
    assertThat(batch.quality(0)).isEqualTo(Quality.GOOD);
    assertThat(batch.time(0)).isEqualTo(NOW.toEpochMilli());
  }
}
