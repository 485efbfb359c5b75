package org.zhiban.gateway.acquisition.listener;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttWill;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import java.time.InstantSource;
import java.util.Collections;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.mqtt.Arrival;
import org.zhiban.drivers.mqtt.Inbox;

/**
 * One connection of a device. PUBACK and PUBREC are sent after the commit; a device that loses the
 * connection before sends again, and an event that comes twice is known by its id. Its handlers run
 * on the connection's event loop.
 */
final class DeviceClient {
  /** Messages of one client that may wait for the disk, where its version lets one say so. */
  static final int RECEIVE_MAXIMUM = 1_000;

  private static final long MOST_BYTES = 8L << 20;

  /** Seconds of silence asked of a client of MQTT 5 that would say nothing for ever. */
  private static final int KEEP_ALIVE = 60;

  private final MqttEndpoint endpoint;
  private final Context context;
  private final DeviceClients clients;
  private final Inbox inbox;
  private final LinkHealth health;
  private final InstantSource clock;
  private final Burden own = new Burden(MOST_BYTES);
  private volatile boolean tookLeave;

  DeviceClient(
      MqttEndpoint endpoint,
      Context context,
      DeviceClients clients,
      Inbox inbox,
      LinkHealth health,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.context = context;
    this.clients = clients;
    this.inbox = inbox;
    this.health = health;
    this.clock = clock;
  }

  String id() {
    return endpoint.clientIdentifier();
  }

  /** By this name the link's state tells of it. */
  String unit() {
    return "client " + id();
  }

  void begin() {
    endpoint.publishAutoAck(false);
    endpoint.publishHandler(this::published);
    endpoint.publishReleaseHandler(endpoint::publishComplete);
    endpoint.subscriptionAutoAck(false);
    endpoint.subscribeHandler(this::subscribed);
    endpoint.unsubscribeHandler(asked -> endpoint.unsubscribeAcknowledge(asked.messageId()));
    endpoint.pingHandler(_ -> health.heard(unit(), clock.instant()));
    endpoint.disconnectHandler(_ -> tookLeave = true);
    endpoint.closeHandler(_ -> closed());
    if (endpoint.protocolVersion() >= 5) {
      endpoint.accept(false, terms());
    } else {
      endpoint.accept(false);
    }
    health.linked(unit(), clock.instant());
  }

  /** Identifiers of MQTT 5, 3.2.2.3. */
  private MqttProperties terms() {
    MqttProperties terms = new MqttProperties();
    terms.add(new IntegerProperty(0x21, RECEIVE_MAXIMUM));
    terms.add(new IntegerProperty(0x27, DevicePort.LARGEST_MESSAGE));
    terms.add(new IntegerProperty(0x28, 0)); // no wildcard subscriptions
    terms.add(new IntegerProperty(0x2A, 0)); // no shared subscriptions
    if (endpoint.keepAliveTimeSeconds() == 0) {
      terms.add(new IntegerProperty(0x13, KEEP_ALIVE));
    }
    return terms;
  }

  private void published(MqttPublishMessage message) {
    byte[] payload = message.payload().getBytes();
    int qos = message.qosLevel().value();
    health.heard(unit(), clock.instant());
    int number = 0;
    if (qos > 0) {
      int bytes = payload.length + message.topicName().length();
      if (!own.takes(bytes)) {
        hangUp("it sends faster than the disk takes");
        return;
      }
      if (!clients.bears(bytes)) {
        own.gives(bytes);
        hangUp("all clients together send faster than the disk takes");
        return;
      }
      number = clients.owe(this, message.messageId(), qos, bytes);
    }
    // what a device retains is news all the same: here nobody keeps it for later
    inbox.put(new Arrival(message.topicName(), payload, qos, number, false, clock.instant()));
  }

  /** It sends again what was not acknowledged. */
  private void hangUp(String why) {
    health.trouble(unit() + ": " + why + "; it is hung up on and may come again");
    endOf(MqttDisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED);
  }

  /** A message is on disk; called from any thread. */
  void acknowledge(int packet, int qos, int bytes) {
    own.gives(bytes);
    context.runOnContext(
        _ -> {
          if (!endpoint.isConnected()) {
            return;
          }
          if (qos == 1) {
            endpoint.publishAcknowledge(packet);
          } else {
            endpoint.publishReceived(packet);
          }
        });
  }

  private void subscribed(MqttSubscribeMessage asked) {
    int topics = asked.topicSubscriptions().size();
    health.trouble(unit() + ": it wants to subscribe; this port only takes messages");
    if (endpoint.protocolVersion() >= 5) {
      endpoint.subscribeAcknowledge(
          asked.messageId(),
          Collections.nCopies(topics, MqttSubAckReasonCode.NOT_AUTHORIZED),
          MqttProperties.NO_PROPERTIES);
    } else {
      endpoint.subscribeAcknowledge(
          asked.messageId(), Collections.nCopies(topics, MqttQoS.FAILURE));
    }
  }

  /** Another connection came with the same client id (MQTT 5, 3.1.4). */
  void giveWay() {
    health.trouble(unit() + ": it connected once more; each device needs a client id of its own");
    context.runOnContext(_ -> endOf(MqttDisconnectReasonCode.SESSION_TAKEN_OVER));
  }

  /** The port closes. */
  void dismiss() {
    tookLeave = true; // the gateway leaves, not the device: its will does not hold
    context.runOnContext(_ -> endOf(MqttDisconnectReasonCode.SERVER_SHUTTING_DOWN));
  }

  private void endOf(MqttDisconnectReasonCode why) {
    if (!endpoint.isConnected()) {
      return;
    }
    if (endpoint.protocolVersion() >= 5) {
      endpoint.disconnect(why, MqttProperties.NO_PROPERTIES);
    }
    endpoint.close();
  }

  /** Its last will counts where it did not say good-bye (MQTT 5, 3.1.2.5). */
  private void closed() {
    clients.left(this);
    MqttWill will = endpoint.will();
    if (!tookLeave && will != null && will.isWillFlag() && will.getWillTopic() != null) {
      byte[] said = will.getWillMessageBytes();
      inbox.put(
          new Arrival(
              will.getWillTopic(),
              said == null ? new byte[0] : said,
              will.getWillQos(),
              0,
              false,
              clock.instant()));
    }
  }
}
