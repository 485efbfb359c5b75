package org.zhiban.drivers.opcua;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.DriverContract;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.telemetry.PointKind;

/** A node-opcua server whose stop is a kill; it has its nodes before anybody can connect. */
final class NodeOpcUaPeer implements DriverContract.Peer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NodeOpcUaServer server;
  private final DrivenLink link;
  private final Map<String, Double> values = new LinkedHashMap<>();
  private boolean running;

  NodeOpcUaPeer(Path folder, Mode mode) throws IOException {
    server = NodeOpcUaServer.in(folder);
    DrivenLink read =
        OpcUa.link(
            server.port,
            mode,
            List.of(
                OpcUa.point(0, PointKind.ANALOG, "ns=1;s=Speed"),
                OpcUa.point(1, PointKind.ANALOG, "ns=1;s=Load")));
    link =
        new DrivenLink(
            read.connection(),
            read.points(),
            List.of(OpcUa.point(2, PointKind.ANALOG, "ns=1;s=Speed")));
  }

  @Override
  public DrivenLink link() {
    return link;
  }

  @Override
  public Optional<DrivenPoint> command() {
    return Optional.of(link.commands().getFirst());
  }

  @Override
  public void set(DrivenPoint point, double value) throws IOException {
    String node = ((PointSource.OpcUa) point.spec().source().orElseThrow()).node();
    String name = node.substring(node.indexOf(";s=") + 3);
    values.put(name, value);
    if (running) {
      server.set(name, "Double", Double.toString(value));
    }
  }

  @Override
  public void start() throws IOException {
    List<Map<String, Object>> preset =
        values.entrySet().stream()
            .map(
                one ->
                    Map.<String, Object>of(
                        "node", one.getKey(), "type", "Double", "value", one.getValue()))
            .toList();
    server.start(JSON.writeValueAsString(Map.of("preset", preset)));
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    server.kill();
  }

  @Override
  public void freeze() throws IOException, InterruptedException {
    server.freeze();
  }

  @Override
  public void close() {
    stop();
  }
}
