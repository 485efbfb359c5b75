package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.opcua.BrowseFindings.Ending;
import org.zhiban.drivers.opcua.FoundNode.NodeKind;
import org.zhiban.drivers.opcua.FoundVariable.Form;
import org.zhiban.drivers.opcua.ServerException.Cause;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.ValueRange;

/** Against a server that nobody here wrote. */
@Timeout(300)
class AddressSpaceBrowseTest {
  @TempDir static Path folder;
  private static Optional<NodeOpcUaServer> plant = Optional.empty();

  /** With limits so low that each answer needs several requests. */
  @BeforeAll
  static void startPlant() throws Exception {
    NodeOpcUaServer server = NodeOpcUaServer.in(Files.createDirectory(folder.resolve("plant")));
    plant = Optional.of(server);
    server.start(
        "{\"plant\": true, \"limits\": {\"maxNodesPerRead\": 3, \"maxNodesPerBrowse\": 2}}");
  }

  @AfterAll
  static void stopPlant() {
    plant.ifPresent(NodeOpcUaServer::close);
  }

  private static BrowseFindings browse(String under, int depth, int most) throws Exception {
    return browse(plant.orElseThrow(), under, depth, most);
  }

  /** A server in JavaScript takes its time over thousands of nodes. */
  private static OpcUaConnection patient(int port) {
    return OpcUa.connection(port, Mode.POLL, Security.NONE, Duration.ofSeconds(20));
  }

  private static BrowseFindings browse(NodeOpcUaServer server, String under, int depth, int most)
      throws Exception {
    return new AddressSpaceBrowse(
            new BrowseRequest(
                patient(server.port),
                Optional.of(under).filter(node -> !node.isEmpty()),
                depth,
                most),
            Credentials.NONE,
            InstantSource.system(),
            _ -> {})
        .run();
  }

  private static FoundNode node(BrowseFindings found, String name) {
    return found.nodes().stream()
        .filter(one -> one.browseName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is none of " + found.nodes()));
  }

  private static FoundVariable variable(BrowseFindings found, String name) {
    return node(found, name).variable().orElseThrow();
  }

  @Test
  void aTreeIsFoundWithWhatItsVariablesHoldAndItsCircleEnds() throws Exception {
    BrowseFindings found = browse("", 10, 1_000);

    assertThat(found.ending()).isEqualTo(Ending.WHOLE);
    assertThat(found.nodes())
        .extracting(FoundNode::node)
        .doesNotHaveDuplicates()
        .startsWith("i=85");
    assertThat(node(found, "Pump1"))
        .returns(1, FoundNode::depth)
        .returns(NodeKind.OBJECT, FoundNode::kind);
    assertThat(node(found, "Server").more()).as("the server's own description").isTrue();

    assertThat(node(found, "Pressure"))
        .returns(2, FoundNode::depth)
        .returns("出口压力", FoundNode::displayName)
        .returns("ns=1;s=Pump1.Pressure", FoundNode::node)
        .returns("nsu=" + found.namespaces().get(1) + ";s=Pump1.Pressure", FoundNode::lastingNode);
    assertThat(variable(found, "Pressure"))
        .isEqualTo(
            new FoundVariable(
                "Float",
                Form.NUMBER,
                true,
                variable(found, "Pressure").writable(),
                Optional.of("0.5"),
                "",
                Optional.of("MPa"),
                Optional.of(new ValueRange(0, 1.6)),
                List.of()));
    assertThat(variable(found, "Mode").states())
        .containsExactly(
            new PointState("0", "stop"),
            new PointState("1", "auto"),
            new PointState("2", "manual"));
    assertThat(variable(found, "Phase"))
        .returns("Phase", FoundVariable::dataType)
        .returns(Form.NUMBER, FoundVariable::form)
        .returns(Optional.of("10"), FoundVariable::value)
        .returns(
            List.of(new PointState("0", "idle"), new PointState("10", "starting")),
            FoundVariable::states);
    assertThat(variable(found, "Running"))
        .returns(Form.BOOLEAN, FoundVariable::form)
        .returns(true, FoundVariable::writable);
    assertThat(variable(found, "Trend"))
        .returns("Double[]", FoundVariable::dataType)
        .returns(Form.NONE, FoundVariable::form);
    assertThat(variable(found, "Broken").status()).startsWith("Bad_SensorFailure");
    assertThat(variable(found, "Serial").value()).contains("P-7");
    assertThat(node(found, "Start").kind()).isEqualTo(NodeKind.METHOD);
    assertThat(found.nodes())
        .extracting(FoundNode::browseName)
        .as("what describes a variable is no node of its own")
        .doesNotContain("EURange", "EngineeringUnits", "EnumStrings");
  }

  @Test
  void tenThousandNodesArriveByContinuationPointsInBoundedTime() throws Exception {
    try (NodeOpcUaServer server =
        NodeOpcUaServer.in(Files.createDirectory(folder.resolve("many")))) {
      server.start("{\"many\": 10000, \"limits\": {}}");
      long before = System.nanoTime();
      BrowseFindings found = browse(server, "ns=1;s=Many", 2, 20_000);
      Duration took = Duration.ofNanos(System.nanoTime() - before);

      assertThat(found.ending()).isEqualTo(Ending.WHOLE);
      assertThat(found.nodes()).hasSize(10_001);
      assertThat(found.nodes().subList(1, 10_001))
          .allSatisfy(
              one ->
                  assertThat(one.variable().orElseThrow().value())
                      .contains(Double.valueOf(one.browseName().substring(1)).toString()));
      assertThat(took).isLessThan(Duration.ofMinutes(2));
    }
  }

  @Test
  void depthAndCountEndItAndSayThatThereIsMore() throws Exception {
    BrowseFindings flat = browse("", 1, 1_000);
    assertThat(flat.nodes()).allSatisfy(one -> assertThat(one.depth()).isLessThan(2));
    assertThat(node(flat, "Pump1").more()).isTrue();

    BrowseFindings few = browse("ns=1;s=Pump1", 5, 3);
    assertThat(few.ending()).isEqualTo(Ending.MOST);
    assertThat(few.nodes()).hasSize(3);
    assertThat(few.nodes().getFirst().more()).isTrue();
  }

  @Test
  void aNodeThatIsNotThereIsSaid() throws Exception {
    for (String node : List.of("ns=1;s=Nobody", "nsu=urn:nobody;s=A", "Pump 1")) {
      ServerException refused = assertThrows(ServerException.class, () -> browse(node, 1, 10));
      assertThat(refused.reason()).isEqualTo(Cause.NO_SUCH_NODE);
      assertThat(refused.words()).contains(node);
    }
  }
}
