package org.zhiban.drivers.mqtt;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Points;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.telemetry.PointKind;

/** Connections and sources for tests. */
final class Mqtt {
  static final String STATUS_TOPIC = "gateway/status";
  private static final Duration LONG = Duration.ofHours(1);

  private Mqtt() {}

  static DrivenLink link(String broker, Version version, DrivenPoint... points) {
    return new DrivenLink(connection(broker, version), List.of(points));
  }

  /** One a broker, so that the threads of its client can be told from all others. */
  static String clientId(String broker) {
    return "gateway-under-test-" + java.net.URI.create(broker).getPort();
  }

  static MqttConnection connection(String broker, Version version) {
    return connection(broker, version, Optional.empty(), Optional.empty());
  }

  static MqttConnection connection(
      String broker, Version version, Optional<String> caFile, Optional<KeyFiles> keyFiles) {
    return new MqttConnection(
        "bus",
        broker,
        version,
        clientId(broker),
        Optional.empty(),
        Optional.empty(),
        caFile,
        keyFiles,
        Optional.of(STATUS_TOPIC),
        Optional.empty(),
        Points.NOWHERE);
  }

  /** One that tells edge nodes that their primary host is online. */
  static MqttConnection host(String broker, Version version, String host) {
    return new MqttConnection(
        "bus",
        broker,
        version,
        clientId(broker),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(host),
        Points.NOWHERE);
  }

  /** A field of messages, with the source's time at {@code /ts}, that may be silent for long. */
  static PointSource.Mqtt field(String topic, String pointer) {
    return field(topic, pointer, LONG);
  }

  static PointSource.Mqtt field(String topic, String pointer, Duration staleAfter) {
    return new PointSource.Mqtt(
        topic,
        pointer,
        Optional.of("/ts"),
        Optional.empty(),
        PointSource.Update.FIRST_WINS,
        Optional.of(staleAfter),
        Map.of());
  }

  static DrivenPoint point(int number, PointKind kind, String topic, String pointer) {
    return Points.point(number, kind, field(topic, pointer)).build();
  }

  /** An event point with its identity at {@code /id} and one text field, {@code type}. */
  static DrivenPoint event(int number, String topic) {
    return event(number, topic, Map.of("type", new EventField(FieldType.TEXT, "/type")));
  }

  static DrivenPoint event(int number, String topic, Map<String, EventField> fields) {
    return Points.point(
            number,
            PointKind.EVENT,
            new PointSource.Mqtt(
                topic,
                "",
                Optional.of("/ts"),
                Optional.of("/id"),
                PointSource.Update.FIRST_WINS,
                Optional.empty(),
                new LinkedHashMap<>(fields)))
        .build();
  }
}
