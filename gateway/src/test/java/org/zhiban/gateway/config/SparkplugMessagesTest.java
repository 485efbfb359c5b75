package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.Site;

/** What is said of metrics of edge nodes, and what they are in the site. */
final class SparkplugMessagesTest {
  private static final String BROKER = "type: mqtt, broker: \"tcp://10.0.0.1:1883\"";
  private static final String METRIC =
      "kind: analog, sparkplug: { device: Plant/Edge1/Pump1, metric: Outlet/Pressure }";

  private static Loading load(String connection, String point) {
    String text =
        """
        site: { id: s, name: s, timezone: Asia/Shanghai }
        connections:
          bus: { %s }
        equipment:
          - id: pump
            name: pump
            class: thing
            location: B1
            connection: bus
            points:
              p: { name: p, %s }
        """
            .formatted(connection, point);
    return SiteLoader.load(
        SiteFiles.of(Map.of("site.yaml", text)), SecretSource.of(Map.of(), Path.of("")));
  }

  private static List<String> problems(String connection, String point) {
    return load(connection, point).problems().stream()
        .map(problem -> problem.position() + ": " + problem.message())
        .toList();
  }

  private static Site site(String connection, String point) {
    Loading loading = load(connection, point);
    assertThat(loading.problems()).isEmpty();
    return ((Loading.Loaded) loading).site();
  }

  private static PointSource source(String point) {
    return Optional.ofNullable(site(BROKER, point).equipment().get("pump"))
        .flatMap(pump -> Optional.ofNullable(pump.points().get("p")))
        .flatMap(spec -> spec.source())
        .orElseThrow();
  }

  @Test
  void aMetricOfADeviceOrOfTheNodeItselfIsRead() {
    assertThat(source(METRIC))
        .isEqualTo(
            new PointSource.Sparkplug("Plant", "Edge1", Optional.of("Pump1"), "Outlet/Pressure"));
    assertThat(source("kind: text, sparkplug: { device: 一期/边缘 1, metric: 状态 }"))
        .isEqualTo(new PointSource.Sparkplug("一期", "边缘 1", Optional.empty(), "状态"));
  }

  @Test
  void aMetricCanBeWritten() {
    assertThat(source(METRIC + ", command: true")).isInstanceOf(PointSource.Sparkplug.class);
  }

  @Test
  void theHostIdIsThatOfTheConnection() {
    MqttConnection bus =
        (MqttConnection)
            Optional.ofNullable(
                    site(BROKER + ", sparkplug_host: zhiban", METRIC).connections().get("bus"))
                .orElseThrow();
    assertThat(bus.sparkplugHost()).contains("zhiban");
    assertThat(bus.statusTopic()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spBv1.0/Plant/Edge1",
        "Plant",
        "Plant/NBIRTH/Edge1/Pump1",
        "Plant/+/Pump1",
        "Plant//Pump1",
      })
  void aDeviceThatIsNoneIsRefused(String device) {
    assertThat(problems(BROKER, "kind: analog, sparkplug: { device: " + device + ", metric: m }"))
        .containsExactly(
            "site.yaml:11:56: '"
                + device
                + "' is not a device of Sparkplug; write Group/Node/Device, or Group/Node for the"
                + " edge node itself; without spBv1.0, a message type, '+' and '#'");
  }

  @Test
  void anEventIsNoMetric() {
    assertThat(problems(BROKER, METRIC.replace("analog", "event")))
        .containsExactly(
            "site.yaml:11:34: an event point comes by MQTT or OPC UA; give it 'mqtt' with an 'id',"
                + " 'opc_ua' with an 'event', or another kind");
  }

  @Test
  void aPortWithoutABrokerHasNoEdgeNodes() {
    assertThat(problems("type: mqtt_listen, port: 1883", METRIC))
        .containsExactly(
            "site.yaml:9:17: connection 'bus' is mqtt_listen, but point 'p' is read by sparkplug;"
                + " name one of type mqtt: an edge node is asked for its birth through a broker");
  }

  @Test
  void aConnectionHasOneLastWill() {
    assertThat(problems(BROKER + ", status_topic: s/t, sparkplug_host: zhiban", METRIC))
        .containsExactly(
            "site.yaml:3:53: a connection has one last will, for 'status_topic' or for"
                + " 'sparkplug_host'; take one of them out");
  }

  @Test
  void aHostIdIsOneLevel() {
    assertThat(problems(BROKER + ", sparkplug_host: a/b", METRIC))
        .containsExactly(
            "site.yaml:3:69: 'a/b' is not a host id of Sparkplug; write one level of a topic, like"
                + " zhiban");
  }

  @Test
  void aPointHasOneSource() {
    assertThat(problems(BROKER, METRIC + ", mqtt: { topic: t }"))
        .containsExactly(
            "site.yaml:11:35: a second source here: mqtt, sparkplug; keep one of them");
  }
}
