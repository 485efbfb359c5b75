package org.zhiban.drivers.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.SocketFactory;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.model.site.Secret;

/**
 * A connection of MQTT 3.1.1 through Eclipse Paho. This version knows no expiry of the session and
 * no receive maximum: the broker's own limits hold.
 */
final class PahoV3Session implements MessageSession {
  private static final Logger LOG = LoggerFactory.getLogger(PahoV3Session.class);
  private static final int FILTERS_PER_REQUEST = 500;
  private static final Duration LEAVE = Duration.ofMillis(500);

  private final BrokerAddress address;
  private final Inbox inbox;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor threads;
  private final PahoV3Client client;
  private final long since;
  private volatile @Nullable BrokerException loss;

  private PahoV3Session(BrokerAddress address, Inbox inbox, InstantSource clock)
      throws MqttException {
    this.address = address;
    this.inbox = inbox;
    this.clock = clock;
    this.since = clock.millis();
    this.threads = PahoThreads.of(address.clientId());
    this.client = new PahoV3Client(address.uri(), address.clientId(), threads);
  }

  /** Connects, in the session that the broker keeps for the client id. */
  static PahoV3Session open(BrokerAddress address, Inbox inbox, InstantSource clock)
      throws BrokerException, InterruptedException {
    try {
      PahoV3Session session = new PahoV3Session(address, inbox, clock);
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
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(address.sessionKept().isZero());
    options.setKeepAliveInterval((int) address.keepAlive().toSeconds());
    options.setConnectionTimeout((int) address.timeout().toSeconds());
    options.setAutomaticReconnect(false);
    if (address.tls().isPresent()) {
      options.setSocketFactory(sockets(address.tls().get()));
    }
    address.user().ifPresent(options::setUserName);
    address
        .password()
        .map(Secret::reveal)
        .ifPresent(password -> options.setPassword(password.toCharArray()));
    address
        .presence()
        .ifPresent(told -> options.setWill(told.topic(), told.offline(since), 1, true));
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
    int[] qualities = new int[filters.size()];
    Arrays.fill(qualities, 1);
    Answer answer = new Answer();
    try {
      client.subscribe(filters.toArray(String[]::new), qualities, null, answer);
    } catch (MqttException e) {
      throw PahoFailure.of(address.uri(), e.getReasonCode(), e);
    }
    int[] codes = await(answer, address.timeout()).getGrantedQos();
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
    public void connectionLost(Throwable thrown) {
      loss = PahoFailure.of(address.uri(), code(thrown), thrown);
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
      // awaited where it matters
    }
  }

  /** Makes Paho's answer awaitable. */
  private static final class Answer implements IMqttActionListener {
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
