package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.FreePort;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.QualityReason;

/** Every type in every byte order, over every carrier, from a device nobody here wrote. */
@Timeout(120)
final class PymodbusPeersTest {
  private static final int UNIT = 17;
  private static final Set<String> WRITABLE = Set.of("coil", "holding");

  private final RecordingSink sink = new RecordingSink();

  @Test
  void overTcp() throws Exception {
    Pymodbus.assumeInstalled();
    int port = FreePort.tcp();
    try (Pymodbus device = Pymodbus.start("tcp", Integer.toString(port))) {
      readsAndWritesAll(device, Modbus.tcp(port));
    }
  }

  @Test
  void overUdp() throws Exception {
    Pymodbus.assumeInstalled();
    int port = FreePort.udp();
    try (Pymodbus device = Pymodbus.start("udp", Integer.toString(port))) {
      readsAndWritesAll(device, new ModbusConnection.Udp("127.0.0.1", port));
    }
  }

  @Test
  void inRtuFramesOverTcp() throws Exception {
    Pymodbus.assumeInstalled();
    int port = FreePort.tcp();
    try (Pymodbus device = Pymodbus.start("rtu_over_tcp", Integer.toString(port))) {
      readsAndWritesAll(device, Modbus.rtuOverTcp(port));
    }
  }

  @Test
  void onASerialLine(@TempDir Path folder) throws Exception {
    Pymodbus.assumeInstalled();
    SerialPair.assumeInstalled();
    String ours = folder.resolve("ttyS0").toString();
    try (SerialPair cable = SerialPair.lay(ours);
        Pymodbus device = Pymodbus.start("rtu", cable.secondEnd(), "19200")) {
      readsAndWritesAll(
          device, new ModbusConnection.Serial(ours, 19_200, ModbusConnection.Parity.NONE, 8, 1));
    }
  }

  /** A unit that does not exist stays silent; the other one of the line does not suffer. */
  @Test
  void aMissingUnitOnASerialLineIsBadAndTheOtherGood(@TempDir Path folder) throws Exception {
    Pymodbus.assumeInstalled();
    SerialPair.assumeInstalled();
    String ours = folder.resolve("ttyS0").toString();
    DrivenPoint missing = Points.analog(0, Modbus.uint16(Table.HOLDING, 0)).unit(99).build();
    DrivenPoint present =
        Points.analog(1, Modbus.source(Table.HOLDING, 100, DataType.INT16)).unit(UNIT).build();
    ModbusConnection line =
        Modbus.connection(
            new ModbusConnection.Serial(ours, 19_200, ModbusConnection.Parity.NONE, 8, 1));
    try (SerialPair cable = SerialPair.lay(ours);
        Pymodbus device = Pymodbus.start("rtu", cable.secondEnd(), "19200");
        RunningDriver driver =
            RunningDriver.start(
                Drivers.create(
                    new DrivenLink(line, List.of(missing, present)),
                    sink,
                    InstantSource.system(),
                    Credentials.NONE,
                    DevicePorts.NONE))) {
      assertThat(device.layout()).isNotEmpty();
      sink.await(0, "time-out", one -> one.point() == 0 && one.reason() == QualityReason.TIMEOUT);
      int place = sink.size();
      for (int times = 0; times < 5; times++) {
        Sample good = sink.await(place, "good", one -> one.point() == 1 && one.good());
        assertThat(good.value()).isEqualTo(-12_345);
        place = sink.size();
      }
      assertThat(driver.driver().status().state()).isEqualTo(LinkStatus.State.DEGRADED);
      assertThat(driver.driver().status().units())
          .containsEntry("99", LinkStatus.State.DOWN)
          .containsEntry("17", LinkStatus.State.UP);
    }
  }

  private void readsAndWritesAll(Pymodbus device, ModbusConnection.Link carrier)
      throws InterruptedException {
    List<JsonNode> entries = device.layout().toList();
    List<DrivenPoint> points = new ArrayList<>();
    for (JsonNode entry : entries) {
      points.add(point(points.size(), entry));
    }
    ModbusConnection connection = Modbus.connection(carrier, Duration.ofSeconds(1));
    try (RunningDriver driver =
        RunningDriver.start(
            Drivers.create(
                new DrivenLink(connection, points),
                sink,
                InstantSource.system(),
                Credentials.NONE,
                DevicePorts.NONE))) {
      Set<Integer> seen = new HashSet<>();
      sink.awaitThat(
          "all values, up to " + points.size() + "; " + driver.driver().status(),
          () -> {
            sink.samples().forEach(sample -> seen.add(sample.point()));
            return seen.size() == points.size();
          });
      allAsTheDeviceHoldsThem(entries);
      for (DrivenPoint point : points) {
        JsonNode entry = entries.get(point.number());
        if (entry.has("value") && WRITABLE.contains(entry.get("table").asText())) {
          writesAndReadsBack(driver.driver(), point, entry);
        }
      }
    }
    assertThat(points).hasSizeGreaterThan(80);
  }

  /** Another value of the same size, so that it fits whatever holds it. */
  private void writesAndReadsBack(Driver driver, DrivenPoint point, JsonNode entry)
      throws InterruptedException {
    double held = entry.get("value").asDouble();
    double other = point.spec().kind() == PointKind.BINARY ? 1 - held : held + 1;
    int place = sink.size();
    assertThat(driver.write(point, other))
        .as(entry.toString())
        .isEqualTo(new WriteOutcome.Written());
    sink.await(
        place,
        entry + " written as " + other,
        one -> one.point() == point.number() && one.good() && one.value() == other);
  }

  private void allAsTheDeviceHoldsThem(List<JsonNode> entries) {
    for (Sample sample : sink.samples()) {
      JsonNode entry = entries.get(sample.point());
      assertThat(sample.good()).as("%s: %s", entry, sample).isTrue();
      if (entry.has("text")) {
        assertThat(sample.text()).as(entry.toString()).isEqualTo(entry.get("text").asText());
      } else {
        assertThat(sample.value())
            .as(entry.toString())
            .isCloseTo(entry.get("value").asDouble(), within(1e-9));
      }
    }
  }

  private static DrivenPoint point(int number, JsonNode entry) {
    Table table = Table.valueOf(entry.get("table").asText().toUpperCase(Locale.ROOT));
    PointKind kind =
        entry.has("text") ? PointKind.TEXT : table.bits() ? PointKind.BINARY : PointKind.ANALOG;
    return Points.point(
            number,
            kind,
            Modbus.source(
                table,
                entry.get("address").asInt(),
                DataType.valueOf(entry.get("type").asText()),
                ByteOrder.valueOf(entry.get("order").asText()),
                entry.get("length").asInt()))
        .unit(UNIT)
        .every(Duration.ofMillis(50))
        .build();
  }
}
