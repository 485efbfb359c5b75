package org.zhiban.drivers.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.model.site.Secret;

/**
 * A connection of MQTT 5 through Eclipse Paho. Each connection has a client of its own: Paho's own
 * reconnecting would let an acknowledgement of the old connection name a message of the new one.
 */
final class PahoV5Session implements MessageSession {
  private static final Logger LOG = LoggerFactory.getLogger(PahoV5Session.class);
  private static final int FILTERS_PER_REQUEST = 500;
  private static final Duration LEAVE = Duration.ofMillis(500);

  private final BrokerAddress address;
  private final Inbox inbox;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor threads;
  private final PahoV5Client client;
  private final long since;
  private volatile @Nullable BrokerException loss;

  private PahoV5Session(BrokerAddress address, Inbox inbox, InstantSource clock)
      throws MqttException {
    this.address = address;
    this.inbox = inbox;
    this.clock = clock;
    this.since = clock.millis();
    this.threads = PahoThreads.of(address.clientId());
    this.client = new PahoV5Client(address.uri(), address.clientId(), threads);
  }

  /** Connects, in the session that the broker keeps for the client id. */
  static PahoV5Session open(BrokerAddress address, Inbox inbox, InstantSource clock)
      throws BrokerException, InterruptedException {
    try {
      PahoV5Session session = new PahoV5Session(address, inbox, clock);
      boolean open = false;
      try {
        session.connect();
        open = true;
      } finally {
        if (!open) {
          session.close();
        }
      }
      return session;
    } catch (MqttException e) {
      throw PahoFailure.of(address.uri(), e.getReasonCode(), e);
    }
  }

  private void connect() throws MqttException, BrokerException, InterruptedException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(address.sessionKept().isZero());
    options.setSessionExpiryInterval(address.sessionKept().toSeconds());
    options.setReceiveMaximum(address.receiveMaximum());
    options.setKeepAliveInterval((int) address.keepAlive().toSeconds());
    options.setConnectionTimeout((int) address.timeout().toSeconds());
    options.setAutomaticReconnect(false);
    options.setUseSubscriptionIdentifiers(false);
    if (address.tls().isPresent()) {
      options.setSocketFactory(sockets(address.tls().get()));
    }
    address.user().ifPresent(options::setUserName);
    address
        .password()
        .map(Secret::reveal)
        .ifPresent(password -> options.setPassword(password.getBytes(UTF_8)));
    address
        .presence()
        .ifPresent(told -> options.setWill(told.topic(), retained(told.offline(since))));
    client.setManualAcks(true);
    client.setCallback(new Arrivals());
    Answer answer = new Answer();
    client.connect(options, null, answer);
    try {
      answer.outcome.await(address.timeout().multipliedBy(2));
    } catch (Outcome.Failed e) {
      throw PahoFailure.connecting(address, code(e.reported()), e.reported());
    }
    announce();
  }

  private static MqttMessage retained(byte[] words) {
    MqttMessage message = new MqttMessage(words);
    message.setQos(1);
    message.setRetained(true);
    return message;
  }

  @Override
  public void announce() throws InterruptedException {
    if (address.presence().isPresent()) {
      Presence told = address.presence().get();
      say(told.topic(), told.online(since), address.timeout());
    }
  }

  /** Tells the state of the gateway, where the site wants it told; values matter more. */
  private void say(String topic, byte[] words, Duration longest) throws InterruptedException {
    if (!client.isConnected()) {
      return;
    }
    try {
      published(topic, retained(words), longest);
    } catch (MqttException | Outcome.Failed e) {
      LOG.warn("{}: {} cannot be said on {}", address.uri(), new String(words, UTF_8), topic, e);
    }
  }

  private void published(String topic, MqttMessage message, Duration longest)
      throws MqttException, Outcome.Failed, InterruptedException {
    Answer answer = new Answer();
    client.publish(topic, message, null, answer);
    answer.outcome.await(longest);
  }

  @Override
  public void publish(String topic, byte[] payload) throws BrokerException, InterruptedException {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(0);
    try {
      published(topic, message, address.timeout());
    } catch (MqttException e) {
      throw PahoFailure.of(address.uri(), e.getReasonCode(), e);
    } catch (Outcome.Failed e) {
      throw PahoFailure.of(address.uri(), code(e.reported()), e.reported());
    }
  }

  private SocketFactory sockets(TlsSockets tls) throws BrokerException {
    try {
      return tls.open();
    } catch (IOException e) {
      throw new BrokerException(address.uri(), BrokerException.Cause.OWN_FILES, e);
    }
  }

  @Override
  public Map<String, Boolean> subscribe(Set<String> filters)
      throws BrokerException, InterruptedException {
    Map<String, Boolean> granted = new HashMap<>();
    List<String> all = List.copyOf(filters);
    for (int from = 0; from < all.size(); from += FILTERS_PER_REQUEST) {
      List<String> some = all.subList(from, Math.min(from + FILTERS_PER_REQUEST, all.size()));
      int[] codes = request(some);
      for (int index = 0; index < some.size(); index++) {
        granted.put(some.get(index), index < codes.length && codes[index] < 0x80);
      }
    }
    return granted;
  }

  private int[] request(List<String> filters) throws BrokerException, InterruptedException {
    MqttSubscription[] subscriptions =
        filters.stream()
            .map(filter -> new MqttSubscription(filter, 1))
            .toArray(MqttSubscription[]::new);
    Answer answer = new Answer();
    try {
      client.subscribe(subscriptions, null, answer, new MqttProperties());
    } catch (MqttException e) {
      throw PahoFailure.of(address.uri(), e.getReasonCode(), e);
    }
    int[] codes = await(answer, address.timeout()).getReasonCodes();
    return codes == null ? new int[0] : codes;
  }

  private IMqttToken await(Answer answer, Duration longest)
      throws BrokerException, InterruptedException {
    try {
      return answer.outcome.await(longest);
    } catch (Outcome.Failed e) {
      throw PahoFailure.of(address.uri(), code(e.reported()), e.reported());
    }
  }

  private static int code(Throwable reported) {
    return reported instanceof MqttException mqtt ? mqtt.getReasonCode() : 0;
  }

  @Override
  public void acknowledge(Arrival arrival) {
    try {
      client.messageArrivedComplete(arrival.id(), arrival.qos());
    } catch (MqttException | RuntimeException _) {
      // gone in between: the broker delivers again, and the store knows the repeat by its id
    }
  }

  @Override
  public Optional<BrokerException> loss() {
    BrokerException told = loss;
    if (told == null && !client.isConnected()) {
      told = PahoFailure.of(address.uri(), PahoFailure.CONNECTION_LOST, new java.io.EOFException());
    }
    return Optional.ofNullable(told);
  }

  @Override
  public void close() {
    try {
      if (address.presence().isPresent()) {
        Presence told = address.presence().get();
        say(told.topic(), told.offline(clock.millis()), LEAVE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    client.leave(LEAVE);
    threads.shutdown();
  }

  /** Messages and the loss, as Paho's callback thread tells of them; must not throw. */
  private final class Arrivals implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      inbox.put(
          new Arrival(
              topic,
              message.getPayload(),
              message.getQos(),
              message.getId(),
              message.isRetained(),
              clock.instant()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      MqttException thrown = response.getException();
      loss =
          thrown == null
              ? PahoFailure.of(
                  address.uri(),
                  response.getReturnCode(),
                  new MqttException(response.getReturnCode()))
              : PahoFailure.of(address.uri(), thrown.getReasonCode(), thrown);
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      // the client ends the connection where it matters, and that is told above
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // awaited where it matters
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
      // awaited by the request itself
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
      // no enhanced authentication was asked for
    }
  }

  /** Makes Paho's answer awaitable. */
  private static final class Answer implements MqttActionListener {
    final Outcome<IMqttToken> outcome = new Outcome<>();

    @Override
    public void onSuccess(IMqttToken token) {
      outcome.succeeded(token);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable exception) {
      outcome.failed(exception);
    }
  }
}
