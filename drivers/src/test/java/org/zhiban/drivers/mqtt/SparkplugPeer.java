package org.zhiban.drivers.mqtt;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.TcpProxy;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.telemetry.PointKind;

/** Mosquitto with an edge node behind it that nobody here wrote. */
final class SparkplugPeer implements NetworkContract.NetworkPeer {
  private static final String DEVICE = "Pump1";

  private final Mosquitto broker;
  private final TahuEdgeNode edge;
  private final Version version;
  private final boolean aliases;
  private final Map<DrivenPoint, Double> values = new LinkedHashMap<>();
  private final TcpProxy network = new TcpProxy();
  private boolean running;

  SparkplugPeer(Path folder, Version version, boolean aliases) {
    this.broker = Mosquitto.in(folder);
    this.edge = TahuEdgeNode.in(folder);
    this.version = version;
    this.aliases = aliases;
  }

  static DrivenPoint point(int number, PointKind kind, String device, String metric) {
    Optional<String> behind = device.isEmpty() ? Optional.empty() : Optional.of(device);
    return Points.point(
            number,
            kind,
            new PointSource.Sparkplug(TahuEdgeNode.GROUP, TahuEdgeNode.NODE, behind, metric))
        .build();
  }

  @Override
  public TcpProxy network() {
    return network;
  }

  @Override
  public DrivenLink link() {
    return new DrivenLink(
        Mqtt.connection("tcp://127.0.0.1:" + network.port(), version),
        List.of(
            point(0, PointKind.ANALOG, DEVICE, "Speed/Setpoint"),
            point(1, PointKind.ANALOG, "", "Supply")),
        List.of(command().orElseThrow()));
  }

  @Override
  public Optional<DrivenPoint> command() {
    return Optional.of(point(2, PointKind.ANALOG, DEVICE, "Speed/Setpoint"));
  }

  @Override
  public void set(DrivenPoint point, double value) {
    values.put(point, value);
    if (running) {
      edge.set(
          point.number() == 0 ? DEVICE : "",
          point.number() == 0 ? "Speed/Setpoint" : "Supply",
          value);
    }
  }

  @Override
  public void start() {
    broker.forget();
    broker.start();
    double[] now = values.values().stream().mapToDouble(value -> value).toArray();
    edge.start(
        broker.port,
        """
        "aliases":%b,
        "nodeMetrics":[{"name":"Supply","type":"Float","value":%s}],
        "devices":{"Pump1":[{"name":"Speed/Setpoint","type":"Double","value":%s}]}\
        """
            .formatted(aliases, now.length > 1 ? now[1] : 0, now.length > 0 ? now[0] : 0)
            .replace("\n", ""));
    network.open(broker.port);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    network.close();
    edge.kill();
    broker.kill();
  }

  @Override
  public void freeze() {
    running = false;
    broker.signal("STOP");
  }

  @Override
  public void close() {
    network.close();
    edge.close();
    broker.close();
  }
}
