package org.zhiban.drivers.mqtt;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.PointKind;

/** A large site on one broker, which is restarted and has forgotten everybody. */
@Timeout(180)
class TenThousandTopicsTest {
  private static final int TOPICS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();

  private static void publishAll(Mosquitto broker, int value) throws MqttException {
    MqttAsyncClient devices =
        new MqttAsyncClient(broker.uri(), "all-devices", new MemoryPersistence());
    try {
      devices.connect().waitForCompletion(20_000);
      byte[] payload = ("{\"v\":" + value + "}").getBytes(StandardCharsets.UTF_8);
      IMqttToken last = null;
      for (int topic = 0; topic < TOPICS; topic++) {
        last = devices.publish("site/" + topic + "/state", payload, 0, false);
      }
      if (last != null) {
        last.waitForCompletion(20_000);
      }
      devices.disconnect().waitForCompletion(20_000);
    } finally {
      devices.close();
    }
  }

  private void awaitAll(int place, int value) {
    sink.awaitThat(
        PATIENCE,
        "every point at " + value,
        () ->
            sink.size() - place >= TOPICS
                && sink.samplesFrom(place).stream()
                        .filter(one -> one.good() && one.value() == value)
                        .mapToInt(RecordingSink.Sample::point)
                        .distinct()
                        .count()
                    == TOPICS);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void everyPointIsReadBeforeAndAfterTheBrokerForgotTheSession(Version version)
      throws MqttException {
    DrivenPoint[] points =
        IntStream.range(0, TOPICS)
            .mapToObj(i -> Mqtt.point(i, PointKind.ANALOG, "site/" + i + "/state", "/v"))
            .toArray(DrivenPoint[]::new);
    try (Mosquitto broker = Mosquitto.started(folder);
        RunningDriver running =
            RunningDriver.start(
                Drivers.create(
                    Mqtt.link(broker.uri(), version, points),
                    sink,
                    InstantSource.system(),
                    Credentials.NONE,
                    DevicePorts.NONE))) {
      sink.awaitThat(PATIENCE, "up", () -> running.driver().status().state() == State.UP);
      publishAll(broker, 1);
      awaitAll(0, 1);

      broker.kill();
      sink.awaitThat("down", () -> running.driver().status().state() == State.DOWN);
      int place = sink.size();
      broker.forget();
      broker.start();
      sink.awaitThat(PATIENCE, "up again", () -> running.driver().status().state() == State.UP);
      publishAll(broker, 2);
      awaitAll(place, 2);
    }
  }
}
