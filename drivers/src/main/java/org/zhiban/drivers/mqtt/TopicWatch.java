package org.zhiban.drivers.mqtt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.drivers.PemException;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttConnection.Version;

/**
 * Listens at a broker to whatever comes, and leaves nothing behind: no session, no message. Tries
 * MQTT 5 first, then 3.1.1.
 */
public final class TopicWatch implements AutoCloseable {
  /** Messages handed on at once. */
  private static final int RUN = 500;

  private final MessageSession session;
  private final Inbox inbox;
  private final Map<String, Boolean> granted;

  private TopicWatch(MessageSession session, Inbox inbox, Map<String, Boolean> granted) {
    this.session = session;
    this.inbox = inbox;
    this.granted = granted;
  }

  /**
   * Connects and subscribes.
   *
   * @throws PemException if a file for TLS cannot be used
   * @throws BrokerException if the broker cannot be reached or refuses
   */
  public static TopicWatch open(
      MqttConnection connection, Set<String> filters, Duration timeout, InstantSource clock)
      throws BrokerException, PemException, InterruptedException {
    Optional<TlsSockets> tls = TlsSockets.of(connection);
    if (tls.isPresent()) {
      tls.get().check();
    }
    BrokerAddress address =
        new BrokerAddress(
            connection.broker(),
            connection.clientId(),
            connection.user(),
            connection.password(),
            tls,
            Optional.empty(),
            timeout,
            MqttDriver.KEEP_ALIVE,
            Duration.ZERO,
            MqttDriver.RECEIVE_MAXIMUM);
    Inbox inbox = new Inbox();
    MessageSession session = session(address, connection.version(), inbox, clock);
    boolean open = false;
    try {
      TopicWatch watch = new TopicWatch(session, inbox, session.subscribe(filters));
      open = true;
      return watch;
    } finally {
      if (!open) {
        session.close();
      }
    }
  }

  private static MessageSession session(
      BrokerAddress address, Version version, Inbox inbox, InstantSource clock)
      throws BrokerException, InterruptedException {
    if (version == Version.V5) {
      try {
        return PahoV5Session.open(address, inbox, clock);
      } catch (BrokerException e) {
        if (e.reason() != BrokerException.Cause.VERSION_REFUSED) {
          throw e;
        }
      }
    }
    return PahoV3Session.open(address, inbox, clock);
  }

  /** The filters that the broker did not grant. */
  public List<String> refused() {
    return granted.entrySet().stream()
        .filter(one -> !one.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * What came, waiting for the first message no longer than said.
   *
   * @throws BrokerException once the connection is lost and everything was handed on
   */
  public List<Arrival> take(Duration wait) throws BrokerException, InterruptedException {
    Optional<BrokerException> loss = session.loss();
    List<Arrival> arrivals = inbox.take(RUN, loss.isPresent() ? Duration.ZERO : wait);
    arrivals.stream().filter(arrival -> arrival.qos() > 0).forEach(session::acknowledge);
    if (arrivals.isEmpty() && loss.isPresent()) {
      throw loss.get();
    }
    return arrivals;
  }

  /** Messages of quality of service 0 that came faster than they were taken, since last asked. */
  public long dropped() {
    return inbox.takeDropped();
  }

  @Override
  public void close() {
    session.close();
  }
}
