package org.zhiban.model.site;

import java.util.Optional;

/**
 * Devices publish to the gateway itself; no broker.
 *
 * @param host address of this machine that the port is open at; {@code 0.0.0.0}: at every one
 * @param user of all devices; empty: anybody may publish
 * @param keyFiles for TLS; empty: plain
 */
public record MqttListener(
    String id,
    String host,
    int port,
    Optional<String> user,
    Optional<Secret> password,
    Optional<KeyFiles> keyFiles,
    SourcePosition position)
    implements Connection {
  /** Where the port is open if the site does not say. */
  public static final String LOOPBACK = "127.0.0.1";

  @Override
  public String type() {
    return "mqtt_listen";
  }
}
