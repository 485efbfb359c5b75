package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.TcpProxy;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.telemetry.PointKind;

/** What others on the broker learn of the gateway. */
@Timeout(90)
class StatusTopicTest {
  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();
  private final TcpProxy way = new TcpProxy();

  @AfterEach
  void closeWay() {
    way.close();
  }

  private static String retained(Mosquitto broker) {
    return retained(broker, Mqtt.STATUS_TOPIC);
  }

  static String retained(Mosquitto broker, String topic) {
    try {
      Process client =
          new ProcessBuilder(
                  "/usr/bin/mosquitto_sub",
                  "-h",
                  "127.0.0.1",
                  "-p",
                  Integer.toString(broker.port),
                  "-t",
                  topic,
                  "-C",
                  "1",
                  "-W",
                  "1")
              .start();
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void itIsOnlineWhileItIsAndOfflineHoweverItEnds(Version version) throws IOException {
    try (Mosquitto broker = Mosquitto.started(folder);
        RunningDriver running =
            RunningDriver.start(
                Drivers.create(
                    Mqtt.link(
                        "tcp://127.0.0.1:" + way.port(),
                        version,
                        Mqtt.point(0, PointKind.ANALOG, "a", "/v")),
                    sink,
                    InstantSource.system(),
                    Credentials.NONE,
                    DevicePorts.NONE))) {
      way.open(broker.port);
      sink.awaitThat("online", () -> retained(broker).equals("online"));
      way.refuse();
      sink.awaitThat("the broker says that it is gone", () -> retained(broker).equals("offline"));
      way.open(broker.port);
      sink.awaitThat("online again", () -> retained(broker).equals("online"));

      running.driver().close();
      assertThat(retained(broker)).isEqualTo("offline");
    }
  }
}
