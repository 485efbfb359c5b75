package org.zhiban.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhiban.simulators.TestSite.bit;
import static org.zhiban.simulators.TestSite.point;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.simulators.link.TwinAddress;

class TwinsTest {
  private static final Site SITE =
      TestSite.aSite()
          .modbus("tcp", new ModbusConnection.Tcp("10.0.0.1", 502))
          .modbus(
              "line",
              new ModbusConnection.Serial("/dev/ttyS1", 9600, ModbusConnection.Parity.EVEN, 8, 1))
          .modbus("udp", new ModbusConnection.Udp("10.0.0.1", 502))
          .connection(
              new OpcUaConnection(
                  "lifts",
                  "opc.tcp://10.0.0.1:4840",
                  OpcUaConnection.Security.BASIC256SHA256_SIGN_AND_ENCRYPT,
                  OpcUaConnection.Mode.POLL,
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(5),
                  Optional.of("gateway"),
                  Optional.of(new Secret("pw")),
                  Optional.empty(),
                  false,
                  TestSite.HERE))
          .connection(
              new MqttConnection(
                  "bus",
                  "ssl://10.0.0.1:8883",
                  MqttConnection.Version.V3_1_1,
                  "gw",
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of("ca.pem"),
                  Optional.of(new KeyFiles("gateway.pem", "gateway.key")),
                  Optional.empty(),
                  Optional.empty(),
                  TestSite.HERE))
          .equipment(
              "pump", "pump", "tcp", 1, point("running", PointKind.BINARY, bit(Table.DISCRETE, 0)))
          .build();

  @Test
  void aRewrittenSiteNamesTheTwinsAndKeepsEverythingElse() throws Exception {
    try (Twins twins =
        Twins.start(SITE, new TwinOptions(1, 1, InstantSource.system(), OptionalInt.empty()))) {
      Site rewritten = twins.rewrite(SITE);
      assertThat(rewritten.equipment()).isEqualTo(SITE.equipment());
      assertThat(rewritten.connections()).containsOnlyKeys(SITE.connections().keySet());
      assertThat(connection(rewritten, "tcp", ModbusConnection.class).link())
          .isEqualTo(new ModbusConnection.Tcp("127.0.0.1", port("tcp", twins)));
      assertThat(connection(rewritten, "line", ModbusConnection.class).link())
          .isEqualTo(new ModbusConnection.RtuOverTcp("127.0.0.1", port("line", twins)));
      assertThat(connection(rewritten, "udp", ModbusConnection.class).link())
          .isEqualTo(new ModbusConnection.Udp("127.0.0.1", port("udp", twins)));
      OpcUaConnection lifts = connection(rewritten, "lifts", OpcUaConnection.class);
      assertThat(lifts.endpoint()).startsWith("opc.tcp://127.0.0.1:");
      assertThat(lifts.security()).isEqualTo(OpcUaConnection.Security.NONE);
      assertThat(lifts.mode()).isEqualTo(OpcUaConnection.Mode.POLL);
      MqttConnection bus = connection(rewritten, "bus", MqttConnection.class);
      assertThat(bus.broker()).startsWith("tcp://127.0.0.1:");
      assertThat(bus.caFile()).isEmpty();
      assertThat(bus.keyFiles()).isEmpty();
      assertThat(bus.version()).isEqualTo(MqttConnection.Version.V3_1_1);
    }
  }

  private static <C extends Connection> C connection(Site site, String id, Class<C> type) {
    return type.cast(Optional.ofNullable(site.connections().get(id)).orElseThrow());
  }

  private static int port(String connection, Twins twins) {
    return switch (twins.address(connection)) {
      case TwinAddress.ModbusTcp(_, int port) -> port;
      case TwinAddress.ModbusRtuOverTcp(_, int port) -> port;
      case TwinAddress.ModbusUdp(_, int port) -> port;
      case TwinAddress.OpcUa _, TwinAddress.Broker _, TwinAddress.Publisher _ -> -1;
    };
  }

  @Test
  void aTakenControlPortIsSaidByItsNumber() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Site site = TestSite.aSite().modbus("tcp", new ModbusConnection.Tcp("10.0.0.1", 502)).build();
      assertThatThrownBy(
              () ->
                  Twins.start(
                      site, new TwinOptions(1, 1, InstantSource.system(), OptionalInt.of(port))))
          .hasMessageContaining("port " + port + " is taken");
    }
  }

  @Test
  void aSpeedThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new TwinOptions(0, 1, InstantSource.system(), OptionalInt.empty()))
        .hasMessage("speed is over 0 and at most 1000: 0.0");
  }

  @Test
  void theUsualControlPortIsTheContracts() {
    assertThat(TwinOptions.DEFAULT_CONTROL_PORT).isEqualTo(8081);
  }
}
