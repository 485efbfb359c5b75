package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.FreePort;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.modbus.Pymodbus;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.Site;

/** {@code ./zhiban scan modbus} on a device nobody here wrote. */
final class ScanCommandTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  private static JsonNode scan(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("scan", "modbus", "--format", "json"));
    all.addAll(List.of(arguments));
    try (ZhibanProcess scan = ZhibanProcess.start(all.toArray(String[]::new))) {
      assertThat(scan.awaitEnd(LONG)).as(scan.output()).isZero();
      return new ObjectMapper().readTree(String.join("\n", scan.standardOutput()));
    }
  }

  /** What a unit was found to hold in a table, by address. */
  private static Map<Integer, Integer> held(JsonNode unit, String table) {
    Map<Integer, Integer> held = new HashMap<>();
    for (JsonNode one : unit.path("tables")) {
      if (one.path("table").asText().equals(table)) {
        for (JsonNode stretch : one.path("stretches")) {
          int address = stretch.path("first").asInt();
          for (JsonNode value : stretch.path("values")) {
            held.put(address++, value.asInt());
          }
        }
      }
    }
    return held;
  }

  @ParameterizedTest
  @CsvSource({"tcp, --gap=0ms", "rtu_over_tcp, --rtu", "udp, --udp"})
  void unitsTablesAndValuesAreFound(String kind, String option) throws IOException {
    Pymodbus.assumeInstalled();
    int port = kind.equals("udp") ? FreePort.udp() : FreePort.tcp();
    try (Pymodbus device = Pymodbus.start(kind, Integer.toString(port))) {
      JsonNode found = scan("127.0.0.1:" + port, "--units", "16-18", "--timeout", "300ms", option);
      assertThat(found.path("units")).hasSize(1);
      JsonNode unit = found.path("units").get(0);
      assertThat(unit.path("unit").asInt()).isEqualTo(17);
      assertThat(held(unit, "input")).hasSize(1_000);
      int compared = 0;
      for (JsonNode entry : device.layout().toList()) {
        if (entry.path("length").asInt() == 1 && entry.path("order").asText().equals("ABCD")) {
          assertThat(held(unit, entry.path("table").asText()))
              .as(entry.toString())
              .containsEntry(entry.path("address").asInt(), entry.path("value").asInt() & 0xffff);
          compared++;
        }
      }
      assertThat(compared).isGreaterThan(20);
    }
  }

  @Test
  void theTemplateOfAScanReadsWhatTheScanSaw() throws IOException {
    Pymodbus.assumeInstalled();
    int port = FreePort.tcp();
    Path templates = Files.createDirectories(folder.resolve("templates"));
    try (Pymodbus device = Pymodbus.start("tcp", Integer.toString(port))) {
      assertThat(device.layout()).isNotEmpty();
      JsonNode found =
          scan(
              "127.0.0.1:" + port,
              "--units=17",
              "--range=100-160",
              "--tables=holding,coil",
              "--out=" + templates.resolve("found.yaml"));
      Files.writeString(
          folder.resolve("site.yaml"),
          """
          site: { id: s, name: s, timezone: Asia/Shanghai }
          connections: { link: { type: modbus_tcp, host: 127.0.0.1, port: %d } }
          equipment: [ { id: it, name: it, template: found, connection: link, unit: 17 } ]
          """
              .formatted(port));
      Loading loading = SiteLoader.load(folder, SecretSource.none());
      assertThat(loading.problems()).isEmpty();
      Site site = ((Loading.Loaded) loading).site();
      DrivenLink link =
          DrivenLink.of(site, site.pointIndex(), site.connections().values().iterator().next());
      assertThat(link.points()).hasSizeGreaterThan(20);
      RecordingSink sink = new RecordingSink();
      try (RunningDriver running =
          RunningDriver.start(
              Drivers.create(
                  link, sink, InstantSource.system(), Credentials.NONE, DevicePorts.NONE))) {
        for (DrivenPoint point : link.points()) {
          double read =
              sink.await(
                      0, point.ref() + " good", one -> one.point() == point.number() && one.good())
                  .value();
          PointSource.Modbus source = (PointSource.Modbus) point.spec().source().orElseThrow();
          if (source.type() == DataType.UINT16 || source.type() == DataType.BIT) {
            String table = source.table().bits() ? "coil" : "holding";
            assertThat(read)
                .as(point.ref().toString())
                .isEqualTo(
                    held(found.path("units").get(0), table)
                        .getOrDefault(source.address(), -1)
                        .doubleValue());
          } else {
            assertThat(read).as(point.ref().toString()).isFinite();
          }
        }
        assertThat(running.driver().status().errors()).isZero();
      }
    }
  }
}
