package org.zhiban.drivers.mqtt;

import java.time.InstantSource;
import org.zhiban.drivers.LinkHealth;

/** Where messages come from: a broker, or the gateway's own port. */
@FunctionalInterface
public interface MessageSource {
  /**
   * Opens it; bounded in time.
   *
   * @param inbox takes the messages
   * @param health is told of clients, where the source has them
   */
  MessageSession open(Inbox inbox, LinkHealth health, InstantSource clock)
      throws BrokerException, InterruptedException;
}
