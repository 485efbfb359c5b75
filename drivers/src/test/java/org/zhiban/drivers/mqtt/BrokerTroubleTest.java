package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.QualityReason;

/** Brokers that refuse, hang up, or fall silent. */
@Timeout(90)
class BrokerTroubleTest {
  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();

  private RunningDriver running(String broker, Version version, DrivenPoint... points) {
    return RunningDriver.start(
        Drivers.create(
            Mqtt.link(broker, version, points),
            sink,
            InstantSource.system(),
            Credentials.NONE,
            DevicePorts.NONE));
  }

  private static DrivenPoint analog(int number, String topic) {
    return Mqtt.point(number, PointKind.ANALOG, topic, "/v");
  }

  private static long clientThreads(String broker) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains(Mqtt.clientId(broker)))
        .count();
  }

  /** As a port forwarder does whose broker is away; Paho alone leaves a thread with each try. */
  @ParameterizedTest
  @EnumSource(Version.class)
  void whoHangsUpAtOnceLeavesNoThreadBehind(Version version) throws IOException {
    AtomicInteger tries = new AtomicInteger();
    try (ServerSocket forwarder = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (true) {
                    try (Socket _ = forwarder.accept()) {
                      tries.incrementAndGet();
                    }
                  }
                } catch (IOException _) {
                  // the test is over
                }
              });
      String uri = "tcp://127.0.0.1:" + forwarder.getLocalPort();
      try (RunningDriver _ = running(uri, version, analog(0, "a"))) {
        sink.awaitThat("some tries", () -> tries.get() >= 4);
        assertThat(clientThreads(uri)).isLessThanOrEqualTo(6);
      }
      sink.awaitThat("no thread is left", () -> clientThreads(uri) == 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void closeLeavesNoThreadBehind(Version version) {
    try (Mosquitto broker = Mosquitto.started(folder)) {
      try (RunningDriver running = running(broker.uri(), version, analog(0, "a"))) {
        sink.awaitThat("up", () -> running.driver().status().state() == State.UP);
        assertThat(clientThreads(broker.uri())).isPositive();
      }
      sink.awaitThat("no thread is left", () -> clientThreads(broker.uri()) == 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aWrongPasswordIsSaidInWords(Version version) throws IOException {
    Files.writeString(folder.resolve("passwords"), "");
    try (Mosquitto broker =
            Mosquitto.started(
                folder, "allow_anonymous false", "password_file " + folder.resolve("passwords"));
        RunningDriver running = running(broker.uri(), version, analog(0, "a"))) {
      sink.awaitThat("refused", () -> running.driver().status().lastError().isPresent());
      assertThat(running.driver().status().lastError().orElseThrow())
          .contains("connection bus")
          .contains(broker.uri())
          .containsAnyOf("user or password is wrong", "this user may not do that");
      assertThat(running.driver().status().state()).isEqualTo(State.DOWN);
    }
  }

  @Test
  void aMessageThatCannotBeReadIsCountedKeptAndAcknowledged() {
    try (Mosquitto broker = Mosquitto.started(folder);
        RunningDriver running = running(broker.uri(), Version.V5, analog(0, "a"))) {
      sink.awaitThat("up", () -> running.driver().status().state() == State.UP);
      broker.publish("a", "{broken");
      sink.await(0, "undecodable", one -> one.reason() == QualityReason.UNDECODABLE);
      sink.awaitThat(
          "acknowledged", () -> broker.log().contains("Received PUBACK from gateway-under-test"));
      assertThat(running.driver().rejected().get("a")).hasSize(1);
      assertThat(running.driver().status().rejected()).isEqualTo(1);
      assertThat(running.driver().status().heard()).containsOnlyKeys("a");
      Exchange kept = running.driver().log().latest().getFirst();
      assertThat(kept.outcome()).isEqualTo(Exchange.Outcome.BROKEN);
      assertThat(kept.asked()).isEqualTo("a, QoS 1, 7 bytes");
      assertThat(kept.answer()).isEqualTo("7b 62 72 6f 6b 65 6e");
      assertThat(kept.told()).contains("not JSON at line 1, column ").contains("; acknowledged ");
      assertThat(running.driver().status().errors()).isEqualTo(1);
      sink.awaitThat(
          "degraded", () -> running.driver().status().units().get("a") == State.DEGRADED);
      broker.publish("a", "{\"v\":1}");
      sink.await(0, "good again", one -> one.good() && one.value() == 1);
      sink.awaitThat("up again", () -> running.driver().status().state() == State.UP);
    }
  }

  @Test
  void afterItsTimeASilentPointIsStaleAndAliveBeforeThat() {
    DrivenPoint point =
        Points.point(0, PointKind.ANALOG, Mqtt.field("a", "/v", Duration.ofSeconds(2))).build();
    try (Mosquitto broker = Mosquitto.started(folder);
        RunningDriver running = running(broker.uri(), Version.V5, point)) {
      sink.awaitThat("up", () -> running.driver().status().state() == State.UP);
      broker.publish("a", "{\"v\":1}");
      sink.await(0, "good", one -> one.good());
      int place = sink.size();
      sink.awaitThat("a sign of life", () -> sink.alive().contains(0));
      sink.await(place, "stale", one -> one.reason() == QualityReason.STALE);
      assertThat(sink.samplesFrom(place)).hasSize(1);
    }
  }

  @Test
  void wildcardsAndOverlappingFiltersFeedTheirPoints() {
    try (Mosquitto broker = Mosquitto.started(folder);
        RunningDriver running =
            running(broker.uri(), Version.V5, analog(0, "b/+/state"), analog(1, "b/1/#"))) {
      sink.awaitThat("up", () -> running.driver().status().state() == State.UP);
      broker.publish("b/1/state", "{\"v\":4}");
      for (int point : new int[] {0, 1}) {
        sink.await(0, "point " + point, one -> one.point() == point && one.value() == 4);
      }
    }
  }
}
