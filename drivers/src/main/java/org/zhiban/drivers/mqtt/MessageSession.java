package org.zhiban.drivers.mqtt;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One connection to a broker, from its start to its loss; never used again after. Messages go to
 * the {@link Inbox} it was opened with.
 */
public interface MessageSession extends AutoCloseable {
  /**
   * Subscribes at quality of service 1; retained messages follow. The answer says of each filter
   * whether the broker granted it.
   */
  Map<String, Boolean> subscribe(Set<String> filters) throws BrokerException, InterruptedException;

  /**
   * Publishes once, at quality of service 0, not retained; bounded in time.
   *
   * @throws BrokerException if it cannot be sent, or may not have been
   */
  default void publish(String topic, byte[] payload) throws BrokerException, InterruptedException {
    throw new UnsupportedOperationException("nobody subscribes here: " + topic);
  }

  /** Says again that the gateway is online, where the site wants it told. */
  default void announce() throws InterruptedException {
    // not told here
  }

  /** Tells the broker that a message need not be delivered again; never blocks. */
  void acknowledge(Arrival arrival);

  /** Why the connection is gone, once it is. */
  Optional<BrokerException> loss();

  /** Takes leave without ending the session that the broker keeps; bounded in time. */
  @Override
  void close();
}
