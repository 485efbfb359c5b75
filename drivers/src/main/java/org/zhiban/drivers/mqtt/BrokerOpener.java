package org.zhiban.drivers.mqtt;

import java.time.InstantSource;

/** Opens connections of one version of MQTT. */
interface BrokerOpener {
  /** Connects, in the session that the broker keeps for the client id; bounded in time. */
  BrokerSession open(BrokerAddress address, Inbox inbox, InstantSource clock)
      throws BrokerException, InterruptedException;
}
