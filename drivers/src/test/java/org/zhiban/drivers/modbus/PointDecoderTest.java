package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Points;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

final class PointDecoderTest {
  private static final long TIME = 1_700_000_000_123L;

  private static SampleBatch decode(DrivenPoint point, int... values) {
    PointSource.Modbus source = ReadPlan.source(point);
    PlannedRead read =
        new PlannedRead(
            1,
            source.table(),
            Duration.ofSeconds(1),
            source.address(),
            values.length,
            List.of(point));
    SampleBatch batch = new SampleBatch(1);
    PointDecoder.of(point, read).decode(values, batch, TIME);
    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.point(0)).isEqualTo(7);
    assertThat(batch.time(0)).isEqualTo(TIME);
    return batch;
  }

  private static void isBad(SampleBatch batch, QualityReason reason) {
    assertThat(batch.quality(0)).isEqualTo(Quality.BAD);
    assertThat(batch.reason(0)).isEqualTo(reason);
    assertThat(batch.value(0)).isNaN();
  }

  private static Points analog(DataType type, ByteOrder order, int length) {
    return Points.analog(7, Modbus.source(Table.HOLDING, 5, type, order, length));
  }

  private static Points kind(PointKind kind, DataType type, int length) {
    return Points.point(7, kind, Modbus.source(Table.HOLDING, 5, type, ByteOrder.ABCD, length));
  }

  private static PointSource.Modbus scaled(DataType type, double scale, double offset) {
    return new PointSource.Modbus(
        Table.INPUT, 0, type, ByteOrder.ABCD, scale, offset, OptionalInt.empty(), type.registers());
  }

  /** 23.1 as a float is 41 B8 CC CD. */
  @ParameterizedTest
  @CsvSource({"ABCD, 41b8, cccd", "DCBA, cdcc, b841", "BADC, b841, cdcc", "CDAB, cccd, 41b8"})
  void aFloatIsReadInEachByteOrder(ByteOrder order, String first, String second) {
    SampleBatch batch =
        decode(
            analog(DataType.FLOAT32, order, 2).build(),
            Integer.parseInt(first, 16),
            Integer.parseInt(second, 16));

    assertThat(batch.value(0)).isCloseTo(23.1, within(1e-5));
    assertThat(batch.quality(0)).isEqualTo(Quality.GOOD);
  }

  @Test
  void scaledRegistersGiveTheDecimalThatIsMeant() {
    assertThat(decode(Points.analog(7, scaled(DataType.UINT16, 0.1, 0)).build(), 3).value(0))
        .isEqualTo(0.3);
    assertThat(decode(Points.analog(7, scaled(DataType.INT16, 0.001, 0)).build(), 0xfffe).value(0))
        .isEqualTo(-0.002);
    assertThat(decode(Points.analog(7, scaled(DataType.UINT16, 0.5, -40)).build(), 130).value(0))
        .isEqualTo(25);
    assertThat(decode(Points.analog(7, scaled(DataType.UINT16, 100, 1)).build(), 7).value(0))
        .isEqualTo(701);
    assertThat(decode(Points.analog(7, scaled(DataType.UINT16, 0.3, 0)).build(), 10).value(0))
        .isCloseTo(3, within(1e-12));
  }

  @Test
  void notANumberAndInfinityAreNotAvailable() {
    DrivenPoint point = analog(DataType.FLOAT32, ByteOrder.ABCD, 2).build();

    isBad(decode(point, 0x7fc0, 0), QualityReason.NOT_AVAILABLE);
    isBad(decode(point, 0x7f80, 0), QualityReason.NOT_AVAILABLE);
    isBad(decode(point, 0xff80, 0), QualityReason.NOT_AVAILABLE);
    isBad(
        decode(kind(PointKind.BINARY, DataType.FLOAT32, 2).build(), 0x7fc0, 0),
        QualityReason.NOT_AVAILABLE);
  }

  @Test
  void aValueOutsideItsRangeIsKeptAndUncertain() {
    DrivenPoint point = analog(DataType.INT16, ByteOrder.ABCD, 1).range(0, 100).build();

    assertThat(decode(point, 100).quality(0)).isEqualTo(Quality.GOOD);
    SampleBatch outside = decode(point, 0xffff);
    assertThat(outside.quality(0)).isEqualTo(Quality.UNCERTAIN);
    assertThat(outside.reason(0)).isEqualTo(QualityReason.OUT_OF_RANGE);
    assertThat(outside.value(0)).isEqualTo(-1);
  }

  @Test
  void aStateIsTheIndexOfWhatTheDeviceSaysAndAnUnknownOneIsBad() {
    DrivenPoint mode =
        kind(PointKind.MULTISTATE, DataType.INT16, 1)
            .states(
                new PointState("0", "stopped"),
                new PointState("2", "hand"),
                new PointState("-1", "fault"))
            .build();

    assertThat(decode(mode, 2).value(0)).isEqualTo(1);
    assertThat(decode(mode, 0xffff).value(0)).isEqualTo(2);
    isBad(decode(mode, 1), QualityReason.UNKNOWN_STATE);
  }

  @Test
  void aBitOfARegisterIsFoundInEitherByteOrder() {
    DrivenPoint tripped =
        Points.point(
                7,
                PointKind.BINARY,
                new PointSource.Modbus(
                    Table.HOLDING, 0, DataType.BIT, ByteOrder.ABCD, 1, 0, OptionalInt.of(3), 1))
            .build();
    DrivenPoint swapped =
        Points.point(
                7,
                PointKind.BINARY,
                new PointSource.Modbus(
                    Table.HOLDING, 0, DataType.BIT, ByteOrder.DCBA, 1, 0, OptionalInt.of(3), 1))
            .build();

    assertThat(decode(tripped, 0b1000).value(0)).isEqualTo(1);
    assertThat(decode(tripped, 0xfff7).value(0)).isEqualTo(0);
    assertThat(decode(swapped, 0b1000 << 8).value(0)).isEqualTo(1);
    assertThat(decode(swapped, 0b1000).value(0)).isEqualTo(0);
  }

  @Test
  void aCoilIsItsBitInAnyByteOrder() {
    DrivenPoint coil =
        Points.point(
                7, PointKind.BINARY, Modbus.source(Table.COIL, 9, DataType.BIT, ByteOrder.DCBA, 1))
            .build();

    assertThat(decode(coil, 1).value(0)).isEqualTo(1);
    assertThat(decode(coil, 0).value(0)).isEqualTo(0);
  }

  @Test
  void packedDecimalDigitsAreANumberAndAnythingElseIsNot() {
    DrivenPoint counter = kind(PointKind.COUNTER, DataType.BCD, 2).build();

    assertThat(decode(counter, 0x0012, 0x3456).value(0)).isEqualTo(123_456);
    isBad(decode(counter, 0x0012, 0x34a6), QualityReason.UNDECODABLE);
  }

  @Test
  void aTextEndsAtItsFirstZeroAndMayBeSwappedWithinItsRegisters() {
    DrivenPoint text = kind(PointKind.TEXT, DataType.STRING, 3).build();
    DrivenPoint swapped =
        Points.point(
                7,
                PointKind.TEXT,
                Modbus.source(Table.HOLDING, 5, DataType.STRING, ByteOrder.CDAB, 3))
            .build();
    DrivenPoint bytesSwapped =
        Points.point(
                7,
                PointKind.TEXT,
                Modbus.source(Table.HOLDING, 5, DataType.STRING, ByteOrder.BADC, 3))
            .build();

    assertThat(decode(text, 0x5344, 0x4d20, 0x0041).text(0)).isEqualTo("SDM");
    assertThat(decode(swapped, 0x5344, 0x4d36, 0x3330).text(0)).isEqualTo("SDM630");
    assertThat(decode(bytesSwapped, 0x4453, 0x364d, 0x3033).text(0)).isEqualTo("SDM630");
    isBad(decode(text, 0xff44, 0x4d20, 0x0041), QualityReason.UNDECODABLE);
  }

  @Test
  void aTextPointMayBeANumbersDigits() {
    DrivenPoint serial = kind(PointKind.TEXT, DataType.UINT32, 2).build();

    assertThat(decode(serial, 0xffff, 0xffff).text(0)).isEqualTo("4294967295");
  }

  @Test
  void unsignedSixtyFourBitsPassTheSignedRange() {
    DrivenPoint counter = kind(PointKind.COUNTER, DataType.UINT64, 4).build();

    assertThat(decode(counter, 0xffff, 0xffff, 0xffff, 0xffff).value(0)).isEqualTo(0x1p64);
    assertThat(decode(counter, 0x8000, 0, 0, 0).value(0)).isEqualTo(0x1p63);
  }
}
