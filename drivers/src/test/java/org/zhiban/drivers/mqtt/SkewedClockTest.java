package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.QualityReason;

/** Devices behind a broker whose clock is wrong. */
@Timeout(60)
class SkewedClockTest {
  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();

  @ParameterizedTest
  @CsvSource({"V5, PT24H", "V5, PT-24H", "V3_1_1, PT24H", "V3_1_1, PT-24H"})
  void aValueIsUncertainAtTheTimeOfReceiptAndNoEventIsOfTheFuture(Version version, Duration skew) {
    try (Mosquitto broker = Mosquitto.started(folder);
        RunningDriver running =
            RunningDriver.start(
                Drivers.create(
                    Mqtt.link(
                        broker.uri(),
                        version,
                        Mqtt.point(0, PointKind.ANALOG, "meter", "/v"),
                        Mqtt.event(1, "door")),
                    sink,
                    InstantSource.system(),
                    Credentials.NONE,
                    DevicePorts.NONE))) {
      sink.awaitThat("up", () -> running.driver().status().state() == State.UP);
      long before = System.currentTimeMillis();
      Instant said = Instant.now().plus(skew);
      broker.publish("meter", "{\"v\":2,\"ts\":\"" + said + "\"}");
      broker.publish("door", "{\"id\":\"a\",\"ts\":\"" + said + "\"}");
      Sample doubtful = sink.await(0, "at 2", one -> one.value() == 2);
      assertThat(doubtful.reason()).isEqualTo(QualityReason.CLOCK_OFF);
      assertThat(doubtful.time()).isBetween(before, System.currentTimeMillis());

      sink.awaitThat("the event", () -> !sink.events().isEmpty());
      Instant happened = sink.events().getFirst().time();
      // a device's journal may be old; what has not happened yet cannot be in it
      if (skew.isNegative()) {
        assertThat(happened.toEpochMilli()).isEqualTo(said.toEpochMilli());
      } else {
        assertThat(happened.toEpochMilli()).isBetween(before, System.currentTimeMillis());
      }
    }
  }
}
