package org.zhiban.acceptance.endurance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A device with a journal: it tells one thing after the other, each until it was acknowledged.
 * Every tenth value begins or ends its fault, every third is followed by an event.
 */
final class Machine implements Runnable {
  private static final int VALUES_A_FAULT = 10;
  private static final int VALUES_AN_EVENT = 3;
  private static final long REST_NANOS = 20_000_000;

  private final String id;
  private final String broker;
  private volatile boolean stopping;
  private volatile boolean abandoned;
  private volatile int values;
  private int told;
  private int stamped = -1;
  private long lastMillis;

  private record Told(int value, long millis) {}

  private final List<Told> acknowledged = new ArrayList<>();
  private final List<String> events = new ArrayList<>();

  Machine(String id, int port) {
    this.id = id;
    broker = "tcp://127.0.0.1:" + port;
  }

  String id() {
    return id;
  }

  /** It ends wherever it is. */
  void abandon() {
    abandoned = true;
  }

  /** How many values were acknowledged so far. */
  int acknowledgedSoFar() {
    return values;
  }

  /** It ends with a value that is no fault, acknowledged. */
  void stop() {
    stopping = true;
  }

  /** Once it has ended: the numbers that were acknowledged, by the time each was of. */
  List<String> samples() {
    return acknowledged.stream()
        .map(one -> Instant.ofEpochMilli(one.millis()) + " " + one.value())
        .toList();
  }

  List<String> events() {
    return events;
  }

  /** How often its fault began. */
  int faults() {
    int begun = 0;
    boolean before = false;
    for (Told one : acknowledged) {
      boolean now = faulty(one.value());
      begun += now && !before ? 1 : 0;
      before = now;
    }
    return begun;
  }

  private static boolean faulty(int value) {
    return value / VALUES_A_FAULT % 2 == 1;
  }

  @Override
  public void run() {
    while (atWork()) {
      try {
        MqttClient client = connected();
        try {
          while (atWork()) {
            tellNext(client);
            LockSupport.parkNanos(REST_NANOS);
          }
        } finally {
          client.disconnectForcibly(0, 100, false);
          client.close();
        }
      } catch (MqttException _) {
        LockSupport.parkNanos(REST_NANOS);
      }
    }
  }

  private boolean atWork() {
    boolean underWay = stamped == told;
    return !abandoned && (!stopping || underWay || (told > 0 && faulty(told - 1)));
  }

  private MqttClient connected() throws MqttException {
    MqttClient client = new MqttClient(broker, id, new MemoryPersistence());
    client.setTimeToWait(5_000);
    client.connect(new MqttConnectionOptions());
    return client;
  }

  /** The value under its own time, the same in every try. */
  private void tellNext(MqttClient client) throws MqttException {
    if (stamped < told) {
      stamped = told;
      lastMillis = Math.max(lastMillis + 1, System.currentTimeMillis());
    }
    publish(
        client,
        "state",
        "{\"v\":%d,\"fault\":%b,\"t\":\"%s\"}"
            .formatted(told, faulty(told), Instant.ofEpochMilli(lastMillis)));
    if (acknowledged.size() == told) {
      acknowledged.add(new Told(told, lastMillis));
    }
    if (told % VALUES_AN_EVENT == 0) {
      String event = id + "-" + told;
      publish(client, "event", "{\"id\":\"" + event + "\",\"type\":\"granted\"}");
      events.add(event);
    }
    told++;
    values = told;
  }

  private void publish(MqttClient client, String what, String message) throws MqttException {
    client.publish(id + "/" + what, message.getBytes(StandardCharsets.UTF_8), 1, false);
  }
}
