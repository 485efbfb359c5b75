package org.zhiban.gateway.commissioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.SampleSink;
import org.zhiban.drivers.opcua.AddressSpaceBrowse;
import org.zhiban.drivers.opcua.BrowseFindings;
import org.zhiban.drivers.opcua.BrowseFindings.Ending;
import org.zhiban.drivers.opcua.BrowseRequest;
import org.zhiban.drivers.opcua.FoundNode;
import org.zhiban.drivers.opcua.FoundNode.NodeKind;
import org.zhiban.drivers.opcua.FoundVariable;
import org.zhiban.drivers.opcua.FoundVariable.Form;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.Language;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.site.ValueRange;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import org.zhiban.simulators.link.TwinAddress;

class NodeTemplateTest {
  private static final String LIFTS =
      """
      template: lift
      class: elevator
      points:
        floor: { name: 楼层, kind: analog, opc_ua: { node: "nsu=urn:lifts;s=A1.Floor" } }
        door:  { name: 门, kind: binary, opc_ua: { node: "ns=3;i=17" } }
        mode:  { name: 模式, kind: multistate, states: { 0: stop, 1: normal }, opc_ua: { node: "ns=2;s=A1 \\"Mode\\"" } }
        label: { name: 标签, kind: text, opc_ua: { node: "ns=2;s=A1.Label" } }
      """;

  @TempDir Path folder;

  private static String site(String template, String endpoint) {
    return """
    site: { id: s, name: 站, timezone: Asia/Shanghai, language: zh }
    connections:
      plc: { type: opc_ua, endpoint: "%s", publishing_interval: 100ms }
    equipment:
      - { id: it, template: %s, name: 设备, connection: plc }
    """
        .formatted(endpoint, template);
  }

  private Site load(String name, String site, String template) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("templates"));
    Files.writeString(home.resolve("site.yaml"), site);
    Files.writeString(home.resolve("templates/one.yaml"), template);
    Loading loading = SiteLoader.load(home, SecretSource.none());
    assertThat(loading.problems()).as(template).isEmpty();
    return ((Loading.Loaded) loading).site();
  }

  private static BrowseFindings browse(String endpoint) throws Exception {
    OpcUaConnection connection =
        new OpcUaConnection(
            "browse",
            endpoint,
            OpcUaConnection.Security.NONE,
            OpcUaConnection.Mode.POLL,
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            new SourcePosition("browse", 1, 1));
    return new AddressSpaceBrowse(
            new BrowseRequest(connection, Optional.empty(), 10, 1_000),
            Credentials.NONE,
            InstantSource.system(),
            _ -> {})
        .run();
  }

  /** What a browse of a twin wrote is loaded, driven, and gives the values that the browse saw. */
  @Test
  void theTemplateOfABrowseReadsWhatTheBrowseSaw() throws Exception {
    Site twinned = load("twin", site("lift", "opc.tcp://10.0.0.1:4840"), LIFTS);
    try (Twins twins =
        Twins.start(
            twinned, new TwinOptions(0.001, 3, InstantSource.system(), OptionalInt.empty()))) {
      String endpoint = ((TwinAddress.OpcUa) twins.address("plc")).endpoint();
      BrowseFindings found = browse(endpoint);
      Site again =
          load("again", site("found", endpoint), NodeTemplate.of(found, "found").toString());

      PointIndex index =
          new PointIndex(
              points(again).keySet().stream().map(point -> new PointRef("it", point)).toList());
      Seen seen = new Seen(4);
      try (Driver driver =
          Drivers.create(
              DrivenLink.of(again, index, again.connections().values().iterator().next()),
              seen,
              InstantSource.system(),
              Credentials.NONE,
              DevicePorts.NONE)) {
        Thread.ofVirtual().start(() -> run(driver));
        assertThat(seen.all.await(30, TimeUnit.SECONDS)).as("values " + seen.values).isTrue();
      }
      Map<String, String> browsed = new HashMap<>();
      found
          .nodes()
          .forEach(
              node ->
                  node.variable()
                      .flatMap(FoundVariable::value)
                      .ifPresent(value -> browsed.put(node.browseName(), value)));
      assertThat(browsed).containsOnlyKeys("floor", "door", "mode", "label");
      assertThat(seen.values.get(number(index, "mode")))
          .isEqualTo(Double.valueOf(browsed.get("mode")));
      assertThat(seen.values.get(number(index, "door")))
          .isEqualTo(Boolean.parseBoolean(browsed.get("door")) ? 1.0 : 0.0);
      assertThat(seen.values.get(number(index, "floor")))
          .isEqualTo(Double.valueOf(browsed.get("floor")));
      assertThat(seen.values.get(number(index, "label"))).isEqualTo(browsed.get("label"));
    }
  }

  private static Map<String, PointSpec> points(Site site) {
    return site.equipment().values().iterator().next().points();
  }

  private static int number(PointIndex index, String point) {
    return index.number(new PointRef("it", point));
  }

  private static void run(Driver driver) {
    try {
      driver.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static FoundNode variable(int depth, String name, String node, FoundVariable held) {
    return new FoundNode(
        depth, NodeKind.VARIABLE, name, name, node, node, Optional.of(held), false, "");
  }

  private static FoundVariable held(
      Form form, boolean readable, Optional<ValueRange> range, PointState... states) {
    return new FoundVariable(
        "X",
        form,
        readable,
        true,
        Optional.of("1\n2"),
        "",
        Optional.of("MPa"),
        range,
        List.of(states));
  }

  @Test
  void kindUnitRangeAndStatesAreTheServersAndWhatCannotBeReadIsLeftOut() throws Exception {
    FoundNode pump =
        new FoundNode(
            1, NodeKind.OBJECT, "P", "泵 1", "ns=2;s=P", "ns=2;s=P", Optional.empty(), false, "");
    FoundVariable plain = held(Form.NUMBER, true, Optional.of(new ValueRange(0, 1.6)));
    BrowseFindings found =
        new BrowseFindings(
            "opc.tcp://plc:4840",
            List.of("http://opcfoundation.org/UA/"),
            List.of(
                new FoundNode(
                    0,
                    NodeKind.OBJECT,
                    "Objects",
                    "Objects",
                    "i=85",
                    "i=85",
                    Optional.empty(),
                    false,
                    ""),
                pump,
                variable(2, "Pressure", "ns=2;s=P.Pressure", plain),
                variable(2, "Other: #1", "nsu=urn:x;s=\"DB\".\"a\"", plain),
                variable(
                    2,
                    "Mode",
                    "ns=2;i=7",
                    held(
                        Form.NUMBER,
                        true,
                        Optional.empty(),
                        new PointState("0", "off: no"),
                        new PointState("5", "on"))),
                variable(
                    2, "Pressure", "ns=2;s=Q.Pressure", held(Form.NUMBER, true, Optional.empty())),
                variable(2, "Trend", "ns=2;s=T", held(Form.NONE, true, Optional.empty())),
                variable(2, "Secret", "ns=2;s=S", held(Form.NUMBER, false, Optional.empty())),
                variable(2, "Odd", "ns=2;s=${node}", plain)),
            Ending.WHOLE);
    Site site =
        load("made", site("made", "opc.tcp://plc:4840"), NodeTemplate.of(found, "made").toString());
    Map<String, PointSpec> points = points(site);

    assertThat(points.keySet()).containsExactly("p_pressure", "other_1", "mode", "p_pressure_2");
    assertThat(points.get("p_pressure"))
        .returns(PointKind.ANALOG, PointSpec::kind)
        .returns(Optional.of("MPa"), PointSpec::unit)
        .returns(Optional.of(new ValueRange(0, 1.6)), PointSpec::range);
    assertThat(points.get("mode"))
        .returns(PointKind.MULTISTATE, PointSpec::kind)
        .returns(
            List.of(new PointState("0", "off: no"), new PointState("5", "on")), PointSpec::states);

    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new BrowseText(new PrintStream(printed, true, StandardCharsets.UTF_8), Language.ZH)
        .print(found);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("    Pressure  ns=2;s=P.Pressure  X rw  1 2 MPa  [0.0 … 1.6]\n")
        .contains("    Mode  ns=2;i=7  X rw  1 2 MPa  {0 off: no, 5 on}\n")
        .contains("    Secret  ns=2;s=S  X -w")
        .endsWith("9 个节点\n");
  }

  /** Keeps the first good value of each point. */
  private static final class Seen implements SampleSink {
    private final Map<Integer, Object> values = new ConcurrentHashMap<>();
    private final CountDownLatch all;

    private Seen(int points) {
      all = new CountDownLatch(points);
    }

    @Override
    public void samples(SampleBatch batch, Runnable committed) {
      for (int row = 0; row < batch.size(); row++) {
        String text = batch.text(row);
        if (batch.quality(row) == Quality.GOOD
            && values.putIfAbsent(batch.point(row), text == null ? batch.value(row) : text)
                == null) {
          all.countDown();
        }
      }
    }

    @Override
    public void events(List<PointEvent> events, Runnable committed) {}

    @Override
    public void alive(int[] points, long time) {}

    @Override
    public void status(LinkStatus status) {}
  }
}
