package org.zhiban.drivers.mqtt;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.drivers.TcpProxy;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.telemetry.PointKind;

/** Mosquitto with a device behind it that publishes two values, retained. */
final class MosquittoPeer implements NetworkContract.NetworkPeer {
  private final Mosquitto broker;
  private final Version version;
  private final Map<DrivenPoint, Double> values = new LinkedHashMap<>();
  private final TcpProxy network = new TcpProxy();
  private boolean running;

  MosquittoPeer(Path folder, Version version) {
    this.broker = Mosquitto.in(folder);
    this.version = version;
  }

  @Override
  public TcpProxy network() {
    return network;
  }

  @Override
  public DrivenLink link() {
    return Mqtt.link(
        "tcp://127.0.0.1:" + network.port(),
        version,
        Mqtt.point(0, PointKind.ANALOG, "device/a", "/value"),
        Mqtt.point(1, PointKind.ANALOG, "device/b", ""));
  }

  @Override
  public void set(DrivenPoint point, double value) {
    values.put(point, value);
    if (running) {
      publish(point, value);
    }
  }

  private void publish(DrivenPoint point, double value) {
    if (point.number() == 0) {
      broker.retain("device/a", "{\"value\":" + value + "}");
    } else {
      broker.retain("device/b", Double.toString(value));
    }
  }

  @Override
  public void start() {
    broker.forget();
    broker.start();
    network.open(broker.port);
    running = true;
    values.forEach(this::publish);
  }

  @Override
  public void stop() {
    running = false;
    network.close();
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
    broker.close();
  }
}
