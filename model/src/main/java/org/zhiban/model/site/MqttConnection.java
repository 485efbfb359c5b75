package org.zhiban.model.site;

import java.util.Optional;

/**
 * A session with an MQTT broker.
 *
 * @param broker {@code tcp://}, {@code ssl://}, {@code ws://} or {@code wss://} with host and port
 * @param caFile own authority for TLS; in a site relative to its folder, here where it lies
 * @param statusTopic retained topic on which the gateway says {@code online}, and the broker {@code
 *     offline} when it is gone
 * @param sparkplugHost id under which the gateway tells edge nodes that their primary host is
 *     online; not beside a status topic, since a connection has one last will
 * @param keyFiles what the gateway shows to a broker that asks for a client certificate
 */
public record MqttConnection(
    String id,
    String broker,
    Version version,
    String clientId,
    Optional<String> user,
    Optional<Secret> password,
    Optional<String> caFile,
    Optional<KeyFiles> keyFiles,
    Optional<String> statusTopic,
    Optional<String> sparkplugHost,
    SourcePosition position)
    implements Connection {
  @Override
  public String type() {
    return "mqtt";
  }

  /** Whether the broker is spoken to through TLS. */
  public boolean encrypted() {
    return broker.startsWith("ssl:") || broker.startsWith("wss:");
  }

  /** MQTT 3.1.1 or 5. */
  public enum Version {
    V3_1_1,
    V5
  }
}
