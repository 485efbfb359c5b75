package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.LinkRefusedException;
import org.zhiban.drivers.Points;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;

final class ReadPlanTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static DrivenPoint register(int number, Table table, int address, Duration every) {
    return Points.analog(number, Modbus.uint16(table, address)).every(every).build();
  }

  private static List<String> words(ReadPlan plan) {
    return plan.reads().stream().map(PlannedRead::toString).toList();
  }

  /** A booster pump with two periods in one table, and three tables. */
  @Test
  void aPumpTakesOneReadForEachTableAndPeriod() {
    DrivenPoint motorTemperature =
        Points.analog(3, Modbus.source(Table.INPUT, 2, DataType.FLOAT32))
            .every(Duration.ofSeconds(5))
            .build();
    ReadPlan plan =
        ReadPlan.of(
            Modbus.connection(Modbus.tcp(502)),
            List.of(
                register(0, Table.INPUT, 0, SECOND),
                register(1, Table.INPUT, 4, SECOND),
                register(2, Table.INPUT, 1, SECOND),
                motorTemperature,
                register(4, Table.HOLDING, 100, SECOND),
                register(5, Table.HOLDING, 101, SECOND),
                Points.point(
                        6,
                        org.zhiban.model.telemetry.PointKind.BINARY,
                        Modbus.source(Table.DISCRETE, 0, DataType.BIT))
                    .every(SECOND)
                    .build()));

    assertThat(words(plan))
        .containsExactly(
            "unit 1, discrete input 0",
            "unit 1, input registers 0 to 4",
            "unit 1, input registers 2 to 3",
            "unit 1, holding registers 100 to 101");
    assertThat(plan.registers()).isEqualTo(9);
    assertThat(plan.bits()).isEqualTo(1);
    assertThat(plan.requestsPerSecond()).isCloseTo(3.2, within(1e-9));
  }

  @Test
  void aHoleOfMaxHoleIsReadAcrossAndALargerOneIsNot() {
    assertThat(
            words(
                ReadPlan.of(
                    Modbus.connection(Modbus.tcp(502)),
                    List.of(
                        register(0, Table.INPUT, 0, SECOND),
                        register(1, Table.INPUT, 17, SECOND),
                        register(2, Table.INPUT, 35, SECOND)))))
        .containsExactly("unit 1, input registers 0 to 17", "unit 1, input register 35");
  }

  @Test
  void aPointThatDoesNotFitIntoOneRequestIsRefusedByName() {
    ModbusConnection narrow =
        new ModbusConnection(
            "plant", Modbus.tcp(502), SECOND, 10, 16, Duration.ZERO, 1, Points.NOWHERE);
    DrivenPoint name =
        Points.point(
                0,
                org.zhiban.model.telemetry.PointKind.TEXT,
                Modbus.source(Table.HOLDING, 0, DataType.STRING, ByteOrder.ABCD, 20))
            .build();

    assertThatThrownBy(() -> ReadPlan.of(narrow, List.of(name)))
        .isInstanceOf(LinkRefusedException.class)
        .hasMessage(
            "test.yaml:1:1: device/p0 covers 20 registers, but connection plant reads at most 10 at"
                + " once; make the point shorter or raise max_registers_per_read");
  }

  /**
   * 9,600 Bd, 8N1: 10 bits a character. Request 8, answer 5 + 2 x 10 characters: 34.375 ms; twice
   * 3.5 characters of silence: 7.29 ms; the device's own 10 ms.
   */
  @Test
  void aSerialLinesLoadCountsBytesSilenceAndTheDevicesTime() {
    ModbusConnection bus =
        new ModbusConnection(
            "bus",
            new ModbusConnection.Serial("/dev/ttyS1", 9_600, ModbusConnection.Parity.NONE, 8, 1),
            SECOND,
            125,
            16,
            Duration.ZERO,
            1,
            Points.NOWHERE);
    ReadPlan plan =
        ReadPlan.of(
            bus, List.of(register(0, Table.INPUT, 0, SECOND), register(1, Table.INPUT, 9, SECOND)));

    assertThat(plan.load(ReadPlan.TYPICAL_ANSWER_DELAY)).isCloseTo(0.0517, within(0.0002));
  }

  @Test
  void aNetworkLinksLoadIsItsRoundTripsAndGaps() {
    ModbusConnection gapped =
        new ModbusConnection(
            "plant", Modbus.tcp(502), SECOND, 125, 16, Duration.ofMillis(15), 1, Points.NOWHERE);
    ReadPlan plan =
        ReadPlan.of(
            gapped,
            List.of(
                register(0, Table.INPUT, 0, Duration.ofMillis(100)),
                register(1, Table.INPUT, 500, Duration.ofMillis(200))));

    assertThat(plan.load(Duration.ofMillis(5))).isCloseTo(0.3, within(1e-9));
  }

  @Test
  void aReadOfOtherLengthIsAnsweredWithAnotherNumberOfBytes() {
    PlannedRead one = new PlannedRead(1, Table.INPUT, SECOND, 65_535, 1, List.of());
    PlannedRead bits = new PlannedRead(1, Table.COIL, SECOND, 0, 2_000, List.of());

    assertThat(one.ofOtherLength()).hasToString("unit 1, input registers 65534 to 65535");
    assertThat(bits.ofOtherLength().dataBytes()).isEqualTo(249);
  }
}
