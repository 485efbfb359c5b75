package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.modbus.PointEncoder.Encoded;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;

/** What is written is what is read, or nothing is written. */
final class PointEncoderPropertyTest {
  private static DrivenPoint analog(DataType type, ByteOrder order, double scale, double offset) {
    int length = type == DataType.BCD ? 2 : type.registers();
    return Points.analog(
            0,
            new PointSource.Modbus(
                Table.HOLDING, 9, type, order, scale, offset, OptionalInt.empty(), length))
        .build();
  }

  private static SampleBatch readBack(DrivenPoint point, PlannedWrite write) {
    int count = write.values().size();
    PlannedRead read =
        new PlannedRead(
            write.unit(),
            write.coil() ? Table.COIL : Table.HOLDING,
            Duration.ofSeconds(1),
            write.address(),
            count,
            List.of(point));
    SampleBatch batch = new SampleBatch(1);
    int[] values = write.values().stream().mapToInt(Integer::intValue).toArray();
    PointDecoder.of(point, read).decode(values, batch, 1);
    return batch;
  }

  @Provide
  Arbitrary<DataType> numbers() {
    return Arbitraries.of(DataType.class)
        .filter(type -> type != DataType.BIT && type != DataType.STRING);
  }

  @Property
  void whatFitsIsReadAsItWasWritten(
      @ForAll("numbers") DataType type, @ForAll ByteOrder order, @ForAll int value) {
    DrivenPoint point = analog(type, order, 1, 0);
    switch (PointEncoder.encode(point, value)) {
      case Encoded.Request(PlannedWrite write) -> {
        assertThat(write.values()).hasSize(RegisterValue.of(ReadPlan.source(point)).registers());
        double expected = type == DataType.FLOAT32 ? (float) value : value;
        assertThat(readBack(point, write).value(0)).isEqualTo(expected);
      }
      case Encoded.Unfit _ -> assertThat(fits(type, value)).isFalse();
    }
  }

  private static boolean fits(DataType type, int value) {
    return switch (type) {
      case INT16 -> value == (short) value;
      case UINT16 -> value == (value & 0xffff);
      case UINT32, UINT64 -> value >= 0;
      case BCD -> value >= 0 && value <= 99_999_999;
      case INT32, INT64, FLOAT32, FLOAT64 -> true;
      case BIT, STRING -> false;
    };
  }

  /** Overflow is refused, never wrapped: what is read is within half a step of what was wanted. */
  @Property
  void scaledValuesComeBackWithinHalfAStep(
      @ForAll("numbers") DataType type,
      @ForAll ByteOrder order,
      @ForAll("scales") double scale,
      @ForAll("offsets") double offset,
      @ForAll double value) {
    DrivenPoint point = analog(type, order, scale, offset);
    if (PointEncoder.encode(point, value) instanceof Encoded.Request(PlannedWrite write)) {
      double step = type == DataType.FLOAT32 ? Math.abs(value) * 1e-6 + 1e-30 : scale / 2;
      double slack = Math.abs(value) * 1e-12 + Math.abs(offset) * 1e-6 + 1e-12;
      assertThat(readBack(point, write).value(0)).isCloseTo(value, within(step + slack));
    }
  }

  @Provide
  Arbitrary<Double> scales() {
    return Arbitraries.of(1.0, 0.1, 0.01, 0.001, 0.5, 2.0, 10.0);
  }

  @Provide
  Arbitrary<Double> offsets() {
    return Arbitraries.of(0.0, -40.0, 273.15);
  }

  @Property
  void aCoilIsOnOrOff(@ForAll boolean on) {
    DrivenPoint coil =
        Points.point(0, PointKind.BINARY, Modbus.source(Table.COIL, 3, DataType.BIT)).build();
    PlannedWrite write = ((Encoded.Request) PointEncoder.encode(coil, on ? 1 : 0)).write();

    assertThat(write.function()).isEqualTo(5);
    assertThat(readBack(coil, write).value(0)).isEqualTo(on ? 1 : 0);
  }

  @Property
  void aStateIsWrittenAsTheDeviceSaysIt(@ForAll ByteOrder order) {
    DrivenPoint mode =
        Points.point(
                0, PointKind.MULTISTATE, Modbus.source(Table.HOLDING, 3, DataType.INT16, order, 1))
            .states(new PointState("-5", "hand"), new PointState("700", "auto"))
            .build();
    for (int state = 0; state < 2; state++) {
      SampleBatch read =
          readBack(mode, ((Encoded.Request) PointEncoder.encode(mode, state)).write());
      assertThat(read.quality(0)).isEqualTo(Quality.GOOD);
      assertThat(read.value(0)).isEqualTo(state);
    }
    assertThat(PointEncoder.encode(mode, 2)).isInstanceOf(Encoded.Unfit.class);
  }

  @Example
  void oneBitOfARegisterIsRefused() {
    DrivenPoint bit =
        Points.point(
                0,
                PointKind.BINARY,
                new PointSource.Modbus(
                    Table.HOLDING, 3, DataType.BIT, ByteOrder.ABCD, 1, 0, OptionalInt.of(4), 1))
            .build();

    assertThat(PointEncoder.encode(bit, 1))
        .isEqualTo(
            new Encoded.Unfit(
                "device/p0: one bit of a register cannot be written without touching the others"));
  }

  @Example
  void theFunctionFollowsTheWidth() {
    assertThat(function(analog(DataType.INT16, ByteOrder.ABCD, 1, 0))).isEqualTo(6);
    assertThat(function(analog(DataType.FLOAT32, ByteOrder.ABCD, 1, 0))).isEqualTo(16);
    assertThat(PointEncoder.encode(analog(DataType.UINT16, ByteOrder.ABCD, 0.1, 0), 7_000))
        .isEqualTo(new Encoded.Unfit("device/p0: 70000 does not fit a register of type UINT16"));
  }

  private static int function(DrivenPoint point) {
    return ((Encoded.Request) PointEncoder.encode(point, 1)).write().function();
  }
}
