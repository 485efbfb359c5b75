package org.zhiban.drivers.opcua;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.FreePort;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.drivers.TcpProxy;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.telemetry.PointKind;

/** A server in this process, behind a network that can be cut. */
final class MiloPeer implements NetworkContract.NetworkPeer {
  final TcpProxy network = new TcpProxy();
  private final Mode mode;
  private final Map<String, DataValue> values = new ConcurrentHashMap<>();
  private final List<DrivenPoint> points;
  private double fastest = 10;
  private @Nullable MiloServer server;

  MiloPeer(Mode mode) {
    this(
        mode,
        List.of(
            OpcUa.point(0, PointKind.ANALOG, "ns=2;s=Speed"),
            OpcUa.point(1, PointKind.ANALOG, "nsu=urn:zhiban:test:variables;s=Load")));
  }

  MiloPeer(Mode mode, List<DrivenPoint> points) {
    this.mode = mode;
    this.points = points;
  }

  @Override
  public TcpProxy network() {
    return network;
  }

  /** Neither publishes nor samples faster than this, in milliseconds; before its start. */
  MiloPeer noFasterThan(double interval) {
    fastest = interval;
    return this;
  }

  @Override
  public DrivenLink link() {
    return OpcUa.link(network.port(), mode, points);
  }

  @Override
  public void set(DrivenPoint point, double value) {
    String node = ((PointSource.OpcUa) point.spec().source().orElseThrow()).node();
    set(node.substring(node.indexOf(";s=") + 3), new DataValue(new Variant(value)));
  }

  void set(String name, DataValue value) {
    values.put(name, value);
    MiloServer running = server;
    if (running != null) {
      running.set(name, value);
    }
  }

  /** How many publish requests of the driver wait at the server; of a server that runs. */
  int waitingPublishRequests() {
    return Objects.requireNonNull(server).waitingPublishRequests();
  }

  /** How many subscriptions the driver ever created at the server that runs. */
  long subscriptionsCreated() {
    return Objects.requireNonNull(server).subscriptionsCreated();
  }

  /** Raises an event as often as said, each of another identity. */
  void raise(int times) throws Exception {
    raise(times, Instant.now());
  }

  void raise(int times, Instant at) throws Exception {
    MiloServer running = server;
    if (running != null) {
      running.raise(times, new DateTime(at));
    }
  }

  @Override
  public void start() throws Exception {
    int port = FreePort.tcp();
    server = new MiloServer(port, values, fastest);
    network.open(port);
  }

  @Override
  public void stop() throws Exception {
    network.close();
    MiloServer running = server;
    server = null;
    if (running != null) {
      running.stop();
    }
  }

  @Override
  public void freeze() {
    network.freeze();
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
