package org.zhiban.drivers;

import org.zhiban.drivers.mqtt.MessageSource;
import org.zhiban.model.site.MqttListener;

/** The gateway's own ports, which devices connect to; whoever runs drivers brings them. */
@FunctionalInterface
public interface DevicePorts {
  /** For who has no port: such a link is never run. */
  DevicePorts NONE =
      _ ->
          (_, _, _) -> {
            throw new IllegalStateException("there are no ports here");
          };

  /** The port that a connection describes, not yet open. */
  MessageSource port(MqttListener listener);
}
