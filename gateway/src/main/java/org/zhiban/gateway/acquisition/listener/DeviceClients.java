package org.zhiban.gateway.acquisition.listener;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttAuth;
import io.vertx.mqtt.MqttEndpoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.mqtt.Inbox;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.Secret;

/** Who is connected to a port, and what they sent that is not on disk yet. */
final class DeviceClients {
  /** Connected at once; the next one is told to come later. */
  static final int MOST = 1_000;

  private final Vertx vertx;
  private final MqttListener listener;
  private final Inbox inbox;
  private final LinkHealth health;
  private final InstantSource clock;
  private final Burden all = new Burden(64L << 20);
  private final Map<String, DeviceClient> connected = new ConcurrentHashMap<>();
  private final Map<Integer, Debt> debts = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  DeviceClients(
      Vertx vertx, MqttListener listener, Inbox inbox, LinkHealth health, InstantSource clock) {
    this.vertx = vertx;
    this.listener = listener;
    this.inbox = inbox;
    this.health = health;
    this.clock = clock;
  }

  /** A message that its client waits to have acknowledged. */
  private record Debt(DeviceClient client, int packet, int qos, int bytes) {}

  /** Somebody sent a CONNECT. */
  void welcome(MqttEndpoint endpoint) {
    endpoint.exceptionHandler(_ -> endpoint.close());
    if (!known(endpoint.auth())) {
      health.trouble(
          "client "
              + endpoint.clientIdentifier()
              + " at "
              + endpoint.remoteAddress().hostAddress()
              + ": user or password is wrong");
      endpoint.reject(
          endpoint.protocolVersion() >= 5
              ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
              : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
      return;
    }
    if (connected.size() >= MOST && !connected.containsKey(endpoint.clientIdentifier())) {
      health.trouble(
          "client " + endpoint.clientIdentifier() + ": " + MOST + " clients are connected already");
      endpoint.reject(
          endpoint.protocolVersion() >= 5
              ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY
              : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE);
      return;
    }
    DeviceClient client =
        new DeviceClient(endpoint, vertx.getOrCreateContext(), this, inbox, health, clock);
    DeviceClient before = connected.put(client.id(), client);
    if (before != null) {
      before.giveWay();
    }
    client.begin();
  }

  private boolean known(@Nullable MqttAuth shown) {
    if (listener.user().isEmpty()) {
      return true;
    }
    return shown != null
        && same(listener.user().get(), shown.getUsername())
        && same(listener.password().map(Secret::reveal).orElse(""), shown.getPassword());
  }

  private static boolean same(String wanted, @Nullable String shown) {
    return shown != null
        && MessageDigest.isEqual(
            wanted.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether all clients together may owe this much more; counts it if so. */
  boolean bears(int bytes) {
    return all.takes(bytes);
  }

  /** A number for a message by which it is acknowledged later. */
  int owe(DeviceClient client, int packet, int qos, int bytes) {
    int number = numbers.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
    debts.put(number, new Debt(client, packet, qos, bytes));
    return number;
  }

  /** What the number stands for is on disk. */
  void acknowledge(int number) {
    Debt debt = debts.remove(number);
    if (debt != null) {
      all.gives(debt.bytes);
      debt.client.acknowledge(debt.packet, debt.qos, debt.bytes);
    }
  }

  void left(DeviceClient client) {
    if (connected.remove(client.id(), client)) {
      health.gone(client.unit());
    }
  }

  /** The port is about to close. */
  void dismiss() {
    connected.values().forEach(DeviceClient::dismiss);
  }
}
