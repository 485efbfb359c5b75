package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.drivers.Points.aPoint;
import static org.zhiban.model.site.PointSource.FieldType.TEXT;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.Running;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.telemetry.PointKind;

/** Against a broker that nobody here wrote. */
class MosquittoTest {
  private static final List<DrivenPoint> DOOR =
      List.of(
          aPoint(PointKind.BINARY).mqtt("d/state", "/online").number(0),
          aPoint(PointKind.ANALOG).mqtt("d/state", "/battery").number(1),
          aPoint(PointKind.MULTISTATE)
              .states("closed", "closed", "open", "ajar")
              .mqtt("d/state", "/contact")
              .number(2),
          aPoint(PointKind.EVENT).event("d/event", "type", TEXT, "/type").number(3));

  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();

  @ParameterizedTest
  @EnumSource(Version.class)
  void stateAndEventsOfADoorArrive(Version version) {
    try (Mosquitto broker = Mosquitto.started(folder);
        Running _ = running(broker, version, DOOR)) {
      sink.await("up", () -> !sink.statuses().isEmpty());
      broker.publish("d/state", "{\"online\":true,\"battery\":12.6,\"contact\":\"open\"}");
      broker.publish("d/event", "{\"id\":\"e1\",\"type\":\"granted\"}");
      sink.awaitValue(0, 1);
      sink.awaitValue(1, 12.6);
      sink.awaitValue(2, 1);
      sink.await("the event", () -> sink.events().size() == 1);
      assertThat(sink.events().getFirst().id()).isEqualTo("e1");
    }
  }

  private Running running(Mosquitto broker, Version version, List<DrivenPoint> points) {
    MqttConnection connection =
        new MqttConnection(
            "bus",
            broker.uri(),
            version,
            "gateway-under-test",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Points.HERE);
    return new Running(MqttDriver.create(connection, points, sink, InstantSource.system()));
  }
}
