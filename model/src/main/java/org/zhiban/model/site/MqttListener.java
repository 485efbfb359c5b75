package org.zhiban.model.site;

import java.util.Optional;

/** Devices publish to the gateway itself; no broker. */
public record MqttListener(
    String id, int port, Optional<String> user, Optional<Secret> password, SourcePosition position)
    implements Connection {
  @Override
  public String type() {
    return "mqtt_listen";
  }
}
