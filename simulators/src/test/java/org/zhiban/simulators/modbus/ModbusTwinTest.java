package org.zhiban.simulators.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.zhiban.simulators.TestSite.bit;
import static org.zhiban.simulators.TestSite.bitOf;
import static org.zhiban.simulators.TestSite.command;
import static org.zhiban.simulators.TestSite.point;
import static org.zhiban.simulators.TestSite.register;
import static org.zhiban.simulators.TestSite.states;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.ModbusTimeoutException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.simulators.TestSite;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import org.zhiban.simulators.link.TwinAddress;

/** The twin read back by a client that shares no code with the one that the gateway uses. */
class ModbusTwinTest {
  private static final Site SITE =
      TestSite.aSite()
          .modbus("line", new ModbusConnection.Tcp("10.0.0.1", 502))
          .equipment(
              "pump",
              "pump",
              "line",
              1,
              point(
                  "outlet_pressure",
                  PointKind.ANALOG,
                  "MPa",
                  register(Table.INPUT, 0, DataType.UINT16, ByteOrder.ABCD, 0.001, 0)),
              point(
                  "inlet_pressure",
                  PointKind.ANALOG,
                  "kPa",
                  register(Table.INPUT, 4, DataType.FLOAT32, ByteOrder.CDAB, 1, 0)),
              point("far", PointKind.ANALOG, register(Table.INPUT, 300, DataType.INT16)),
              point("running", PointKind.BINARY, bit(Table.DISCRETE, 0)),
              point("tripped", PointKind.BINARY, bitOf(100, 3)),
              point("lamp", PointKind.BINARY, bitOf(100, 9)),
              states(
                  "mode", register(Table.HOLDING, 101, DataType.UINT16), "7", "auto", "9", "hand"),
              command(
                  "setpoint",
                  PointKind.ANALOG,
                  register(Table.HOLDING, 102, DataType.UINT16, ByteOrder.ABCD, 0.001, 0)),
              command("start", PointKind.BINARY, bit(Table.COIL, 0)))
          .equipment(
              "meter",
              "meter",
              "line",
              2,
              point("power", PointKind.ANALOG, "W", power(DataType.INT32)))
          .build();

  private Twins twins;
  private ModbusTcpClient client;
  private ModbusTcpClient impatient;

  private static org.zhiban.model.site.PointSource power(DataType type) {
    return register(Table.INPUT, 10, type);
  }

  @BeforeEach
  void start() throws Exception {
    twins = Twins.start(SITE, new TwinOptions(1, 42, InstantSource.system(), OptionalInt.empty()));
    TwinAddress.ModbusTcp address = (TwinAddress.ModbusTcp) twins.address("line");
    client = client(address, Duration.ofSeconds(10));
    impatient = client(address, Duration.ofMillis(300));
  }

  private static ModbusTcpClient client(TwinAddress.ModbusTcp address, Duration timeout)
      throws Exception {
    ModbusTcpClient client =
        ModbusTcpClient.create(
            NettyTcpClientTransport.create(
                config -> config.setHostname(address.host()).setPort(address.port())),
            config -> config.setRequestTimeout(timeout));
    client.connect();
    return client;
  }

  @AfterEach
  void stop() throws Exception {
    client.disconnect();
    impatient.disconnect();
    twins.close();
  }

  private ByteBuffer input(int unit, int address, int quantity) throws Exception {
    return ByteBuffer.wrap(
        client
            .readInputRegisters(unit, new ReadInputRegistersRequest(address, quantity))
            .registers());
  }

  private void assertNoAnswer(int unit) {
    assertThatThrownBy(
            () -> impatient.readInputRegisters(unit, new ReadInputRegistersRequest(0, 1)))
        .isInstanceOf(ModbusTimeoutException.class);
  }

  private int holding(int address) throws Exception {
    return ByteBuffer.wrap(
                client
                    .readHoldingRegisters(1, new ReadHoldingRegistersRequest(address, 1))
                    .registers())
            .getShort()
        & 0xFFFF;
  }

  @Test
  void aPointStandsWhereAndAsItsSiteSays() throws Exception {
    twins.plant().force("pump", "outlet_pressure", 0.456);
    twins.plant().force("pump", "inlet_pressure", 202.5);
    twins.plant().force("pump", "tripped", true);
    twins.plant().force("pump", "mode", "hand");
    ByteBuffer registers = input(1, 0, 6);
    assertThat(registers.getShort(0)).isEqualTo((short) 456);
    int wordsSwapped = (registers.getShort(10) << 16) | (registers.getShort(8) & 0xFFFF);
    assertThat(Float.intBitsToFloat(wordsSwapped)).isEqualTo(202.5f);
    assertThat(holding(100)).isEqualTo(1 << 3);
    assertThat(holding(101)).isEqualTo(9);
  }

  @Test
  void theModelFeedsCanonicalNamesInTheSitesUnit() throws Exception {
    ByteBuffer registers = input(1, 0, 6);
    assertThat(registers.getShort(0) / 1000.0).isCloseTo(0.45, within(0.05));
    int wordsSwapped = (registers.getShort(10) << 16) | (registers.getShort(8) & 0xFFFF);
    assertThat(Float.intBitsToFloat(wordsSwapped)).isCloseTo(200f, within(20f));
    assertThat(client.readDiscreteInputs(1, new ReadDiscreteInputsRequest(0, 1)).inputs()[0])
        .isEqualTo((byte) 1);
    assertThat(input(2, 10, 2).getInt()).isBetween(2_000, 80_000);
  }

  @Test
  void aHoleThatTheSiteMaySpanReadsAsZeroAndAnythingElseIsAnIllegalAddress() throws Exception {
    assertThat(input(1, 2, 2).getInt()).isZero();
    assertThatThrownBy(() -> input(1, 0, 40)).isInstanceOf(ModbusResponseException.class);
    assertThatThrownBy(() -> input(1, 299, 1))
        .isInstanceOfSatisfying(
            ModbusResponseException.class,
            refused -> assertThat(refused.getExceptionCode()).isEqualTo(2));
  }

  @Test
  void anAbsentUnitDoesNotAnswer() {
    assertNoAnswer(9);
  }

  @Test
  void moreRegistersThanTheDeviceTakesIsAnIllegalValue() {
    assertThatThrownBy(
            () -> client.readHoldingRegisters(1, new ReadHoldingRegistersRequest(100, 126)))
        .isInstanceOfSatisfying(
            ModbusResponseException.class,
            refused -> assertThat(refused.getExceptionCode()).isEqualTo(3));
  }

  @Test
  void aCommandIsFollowedByTheModel() throws Exception {
    client.writeSingleCoil(1, new WriteSingleCoilRequest(0, false));
    awaitRunning(false);
    client.writeSingleCoil(1, new WriteSingleCoilRequest(0, true));
    awaitRunning(true);
    client.writeSingleRegister(1, new WriteSingleRegisterRequest(102, 520));
    twins.plant().advance();
    assertThat(holding(102)).isEqualTo(520);
  }

  private void awaitRunning(boolean wanted) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    byte running;
    do {
      twins.plant().advance();
      running = client.readDiscreteInputs(1, new ReadDiscreteInputsRequest(0, 1)).inputs()[0];
    } while ((running != 0) != wanted && System.nanoTime() < deadline);
    assertThat(running != 0).isEqualTo(wanted);
    assertThat(client.readCoils(1, new ReadCoilsRequest(0, 1)).coils()[0]).isEqualTo(running);
  }

  @Test
  void whatIsNoCommandIsNotWritten() {
    assertThatThrownBy(() -> client.writeSingleRegister(1, new WriteSingleRegisterRequest(101, 9)))
        .isInstanceOf(ModbusResponseException.class);
  }

  @Test
  void offlineIsATimeOutOfThatUnitAlone() throws Exception {
    var fault = twins.plant().start("pump", "offline", Optional.empty());
    twins.plant().advance();
    assertNoAnswer(1);
    assertThat(input(2, 10, 2).remaining()).isEqualTo(4);
    twins.plant().end(fault.id());
    twins.plant().advance();
    assertThat(input(1, 0, 1).remaining()).isEqualTo(2);
  }

  @Test
  void exceptionIsADeviceFailure() {
    twins.plant().start("pump", "exception", Optional.empty());
    twins.plant().advance();
    assertThatThrownBy(() -> input(1, 0, 1))
        .isInstanceOfSatisfying(
            ModbusResponseException.class,
            refused -> assertThat(refused.getExceptionCode()).isEqualTo(4));
  }

  @Test
  void slowIsLateButTrue() throws Exception {
    twins.plant().force("pump", "outlet_pressure", 0.3);
    twins.plant().start("pump", "slow", Optional.empty());
    twins.plant().advance();
    long before = System.nanoTime();
    assertThat(input(1, 0, 1).getShort()).isEqualTo((short) 300);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
  }
}
