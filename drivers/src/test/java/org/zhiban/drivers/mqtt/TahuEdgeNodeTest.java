package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.QualityReason;

/** What an edge node does that nobody here wrote, behind Mosquitto. */
@Timeout(90)
final class TahuEdgeNodeTest {
  private static final String OPTIONS =
      """
      "aliases":true,%s
      "nodeMetrics":[{"name":"Supply","type":"Float","value":230.5}],
      "devices":{"Pump1":[{"name":"Starts","type":"UInt32","value":4000000000},
      {"name":"Offset","type":"Int16","value":-12},
      {"name":"On","type":"Boolean","value":true},
      {"name":"Mode","type":"String","value":"auto"},
      {"name":"Broken","type":"Double","value":null}]}\
      """
          .replace("\n", "");

  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();
  private final DrivenPoint offset = SparkplugPeer.point(5, PointKind.ANALOG, "Pump1", "Offset");
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Mosquitto broker;
  private TahuEdgeNode edge;
  private Optional<RunningDriver> running = Optional.empty();

  @BeforeEach
  void open() {
    edge = TahuEdgeNode.in(folder);
    opened.add(edge);
    broker = Mosquitto.started(folder);
    opened.add(broker);
  }

  @AfterEach
  void close() throws Exception {
    if (running.isPresent()) {
      running.get().close();
    }
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  private void start(String options) {
    edge.start(broker.port, OPTIONS.formatted(options));
    DrivenLink link =
        new DrivenLink(
            Mqtt.connection(broker.uri(), Version.V5),
            List.of(
                SparkplugPeer.point(0, PointKind.COUNTER, "Pump1", "Starts"),
                SparkplugPeer.point(1, PointKind.ANALOG, "Pump1", "Offset"),
                SparkplugPeer.point(2, PointKind.BINARY, "Pump1", "On"),
                SparkplugPeer.point(3, PointKind.TEXT, "Pump1", "Mode"),
                SparkplugPeer.point(4, PointKind.ANALOG, "", "Supply"),
                SparkplugPeer.point(6, PointKind.ANALOG, "Pump1", "Broken")),
            List.of(offset));
    running =
        Optional.of(
            RunningDriver.start(
                Drivers.create(
                    link, sink, InstantSource.system(), Credentials.NONE, DevicePorts.NONE)));
    awaitValue(0, 4, 230.5);
  }

  private Driver driver() {
    return running.orElseThrow().driver();
  }

  private void awaitValue(int place, int point, double value) {
    sink.await(place, point + " at " + value, s -> s.point() == point && s.value() == value);
  }

  private void awaitBad(int place, int point, QualityReason reason) {
    sink.await(place, point + " " + reason, s -> s.point() == point && s.reason() == reason);
  }

  @Test
  void aNodeThatWasThereBeforeIsAskedForItsBirthAndEveryTypeIsRead() {
    start("");
    awaitValue(0, 0, 4_000_000_000.0);
    awaitValue(0, 1, -12);
    awaitValue(0, 2, 1);
    sink.await(0, "auto", s -> s.point() == 3 && "auto".equals(s.text()));
    awaitBad(0, 6, QualityReason.NOT_AVAILABLE);
    sink.awaitThat("it was asked", () -> !edge.said("asked").isEmpty());
    assertThat(driver().status().units()).containsOnlyKeys("Plant/Edge1", "Plant/Edge1/Pump1");
  }

  @Test
  void aLostMessageMakesEverythingStaleUntilTheBirthThatIsAskedFor() {
    start("");
    awaitValue(0, 1, -12);
    sink.awaitThat("it was asked", () -> !edge.said("asked").isEmpty());
    int asked = edge.said("asked").size();
    int place = sink.size();
    edge.act("\"act\":\"lose\"");
    edge.set("Pump1", "Offset", -13);
    awaitBad(place, 4, QualityReason.STALE);
    awaitValue(place, 1, -13);
    awaitValue(place, 4, 230.5);
    sink.awaitThat("it was asked again", () -> edge.said("asked").size() > asked);
    assertThat(edge.said("asked")).hasSize(asked + 1);
  }

  @Test
  void whoDiesIsOfflineAndWhoComesBackIsRead() {
    start("");
    int place = sink.size();
    edge.act("\"act\":\"death\",\"device\":\"Pump1\"");
    awaitBad(place, 1, QualityReason.DEVICE_OFFLINE);
    assertThat(sink.samplesFrom(place)).noneMatch(s -> s.point() == 4 && !s.good());
    edge.act("\"act\":\"birth\",\"device\":\"Pump1\"");
    awaitValue(place, 1, -12);

    place = sink.size();
    edge.kill();
    awaitBad(place, 1, QualityReason.DEVICE_OFFLINE);
    awaitBad(place, 4, QualityReason.DEVICE_OFFLINE);
    place = sink.size();
    edge.start(broker.port, OPTIONS.formatted(""));
    awaitValue(place, 4, 230.5);
  }

  @Test
  void aHistoricalValueIsHistoryAlone() {
    start("");
    awaitValue(0, 1, -12);
    int place = sink.size();
    edge.act(
        "\"act\":\"tell\",\"device\":\"Pump1\",\"name\":\"Offset\",\"value\":-99,"
            + "\"more\":{\"isHistorical\":true,\"timestamp\":1772379667500}");
    edge.set("Pump1", "Offset", -14);
    awaitValue(place, 1, -14);
    // Of messages that arrive together the present is handed on before the past.
    sink.awaitThat("what was earlier", () -> !sink.past().isEmpty());
    assertThat(sink.samplesFrom(place)).noneMatch(s -> s.value() == -99);
    assertThat(sink.past())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.value()).isEqualTo(-99);
              assertThat(one.time()).isEqualTo(1_772_379_667_500L);
            });
  }

  @Test
  void aCommandGoesOutOnceUnderItsAliasAndIsWrittenWhenTheMetricSaysSo() throws Exception {
    start("");
    awaitValue(0, 1, -12);
    int place = sink.size();
    assertThat(driver().write(offset, -300)).isEqualTo(new WriteOutcome.Written());
    awaitValue(place, 1, -300);
    sink.awaitThat("the edge node says it", () -> !edge.said("command").isEmpty());
    assertThat(edge.said("command"))
        .singleElement()
        .asString()
        .contains("\"alias\":3")
        .doesNotContain("name");
    assertThat(driver().write(offset, 40_000)).isInstanceOf(WriteOutcome.Unfit.class);
    assertThat(driver().write(offset, 0.5)).isInstanceOf(WriteOutcome.Unfit.class);
  }

  @Test
  void whatNobodyAnswersIsNotCalledWritten() throws Exception {
    start("\"deaf\":true,");
    awaitValue(0, 1, -12);
    WriteOutcome outcome = driver().write(offset, 7);
    assertThat(outcome).isInstanceOf(WriteOutcome.Unknown.class);
    assertThat(((WriteOutcome.Unknown) outcome).words())
        .contains("within 5 s Plant/Edge1/Pump1 Offset did not become 7; it is -12");
    edge.act("\"act\":\"death\",\"device\":\"Pump1\"");
    sink.awaitThat(
        "the device is gone",
        () -> {
          try {
            return driver().write(offset, 8) instanceof WriteOutcome.NotSent;
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }
}
