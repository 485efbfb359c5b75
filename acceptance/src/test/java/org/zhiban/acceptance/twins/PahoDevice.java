package org.zhiban.acceptance.twins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.drivers.TcpProxy;

/**
 * A device on Eclipse Paho that publishes two values to the gateway's own port ten times a second,
 * at quality of service 1, and calls again when it was cut off.
 */
final class PahoDevice implements NetworkContract.NetworkPeer {
  private static final long PAUSE = 100_000_000;
  private static final long PATIENCE = 500;

  private final TcpProxy network = new TcpProxy(true);
  private final OwnPort port = OwnPort.reserved();
  private final DrivenLink link;
  private final Map<Integer, Double> values = new ConcurrentHashMap<>();
  private volatile boolean running;
  private Optional<Thread> life = Optional.empty();

  PahoDevice(Path folder) throws IOException {
    link =
        OneLinkSite.in(
                folder,
                network.port(),
                "type: mqtt_listen, port: PORT",
                "mqtt: { topic: device/a, pointer: /value, stale_after: 1s }",
                "mqtt: { topic: device/b, stale_after: 1s }")
            .link();
  }

  @Override
  public TcpProxy network() {
    return network;
  }

  @Override
  public DrivenLink link() {
    return link;
  }

  @Override
  public Optional<DevicePorts> ports() {
    return Optional.of(port.ports());
  }

  @Override
  public void set(DrivenPoint point, double value) {
    values.put(point.number(), value);
  }

  @Override
  public void start() {
    network.open(port.number());
    running = true;
    life = Optional.of(Thread.ofVirtual().start(this::live));
  }

  private void live() {
    while (running) {
      try {
        session();
      } catch (MqttException _) {
        LockSupport.parkNanos(PAUSE); // as a device rests before it tries again
      }
    }
  }

  private void session() throws MqttException {
    MqttClient client =
        new MqttClient("tcp://127.0.0.1:" + network.port(), "paho-device", new MemoryPersistence());
    client.setTimeToWait(PATIENCE);
    try {
      client.connect();
      while (running) {
        publish(client, "device/a", "{\"value\":" + values.get(0) + "}");
        publish(client, "device/b", String.valueOf(values.get(1)));
        LockSupport.parkNanos(PAUSE);
      }
    } finally {
      client.disconnectForcibly(0, PATIENCE, false);
      client.close(true);
    }
  }

  private static void publish(MqttClient client, String topic, String payload)
      throws MqttException {
    client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
  }

  @Override
  public void stop() {
    running = false;
    network.close();
    try {
      if (life.isPresent() && !life.get().join(java.time.Duration.ofSeconds(10))) {
        throw new AssertionError("the device does not end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void freeze() {
    network.freeze();
  }

  @Override
  public void close() {
    stop();
    port.close();
  }
}
