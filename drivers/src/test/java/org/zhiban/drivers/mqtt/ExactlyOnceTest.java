package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointEvent;

/** What the broker was told is delivered is on disk; what it was not told comes again. */
@Timeout(60)
class ExactlyOnceTest {
  @TempDir Path folder;

  private static RunningDriver running(Mosquitto broker, Version version, RecordingSink sink) {
    DrivenLink link = Mqtt.link(broker.uri(), version, Mqtt.event(0, "door/+/event"));
    RunningDriver running =
        RunningDriver.start(
            Drivers.create(link, sink, InstantSource.system(), Credentials.NONE, DevicePorts.NONE));
    sink.awaitThat("up", () -> running.driver().status().state() == LinkStatus.State.UP);
    return running;
  }

  private static List<String> ids(RecordingSink sink) {
    return sink.events().stream().map(PointEvent::id).toList();
  }

  private static List<String> messages(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "{\"id\":\"e" + i + "\",\"type\":\"opened\"}")
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aGatewayThatDiesBeforeTheCommitGetsTheSameEventsAgain(Version version) {
    try (Mosquitto broker = Mosquitto.started(folder)) {
      RecordingSink dying = new RecordingSink();
      dying.holdCommits();
      try (RunningDriver _ = running(broker, version, dying)) {
        broker.publishLines("door/1/event", messages(0, 10), "-q", "1");
        dying.awaitThat("all delivered", () -> ids(dying).size() == 10);
      }
      RecordingSink next = new RecordingSink();
      try (RunningDriver _ = running(broker, version, next)) {
        next.awaitThat("all delivered again", () -> ids(next).size() == 10);
        assertThat(ids(next)).isEqualTo(ids(dying));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void whatIsCommittedIsNotDeliveredAgain(Version version) {
    try (Mosquitto broker = Mosquitto.started(folder)) {
      RecordingSink first = new RecordingSink();
      try (RunningDriver _ = running(broker, version, first)) {
        broker.publishLines("door/1/event", messages(0, 10), "-q", "1");
        first.awaitThat("acknowledged", () -> acknowledgements(broker) == 10);
      }
      broker.publishLines("door/1/event", messages(10, 12), "-q", "1");
      RecordingSink second = new RecordingSink();
      try (RunningDriver _ = running(broker, version, second)) {
        second.awaitThat("the two of the meantime", () -> ids(second).size() == 2);
        assertThat(ids(second)).containsExactly("e10", "e11");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void nothingIsAcknowledgedBeforeItIsCommitted(Version version) {
    try (Mosquitto broker = Mosquitto.started(folder)) {
      RecordingSink sink = new RecordingSink();
      sink.holdCommits();
      try (RunningDriver _ = running(broker, version, sink)) {
        broker.publishLines("door/1/event", messages(0, 5), "-q", "1");
        sink.awaitThat("all delivered", () -> ids(sink).size() == 5);
        assertThat(acknowledgements(broker)).isZero();
        sink.commitHeld();
        sink.awaitThat("acknowledged", () -> acknowledgements(broker) == 5);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aBrokerKilledBetweenDeliveryAndCommitDeliversAgain(Version version) {
    try (Mosquitto broker = Mosquitto.started(folder)) {
      RecordingSink sink = new RecordingSink();
      sink.holdCommits();
      try (RunningDriver running = running(broker, version, sink)) {
        broker.publishLines("door/1/event", messages(0, 10), "-q", "1");
        sink.awaitThat("all delivered", () -> ids(sink).size() == 10);
        broker.signal("USR1");
        sink.awaitThat("on the broker's disk", () -> broker.saved("e9"));
        broker.kill();
        sink.awaitThat("down", () -> running.driver().status().state() == LinkStatus.State.DOWN);
        sink.commitHeld();
        broker.start();
        sink.awaitThat("delivered again", () -> ids(sink).size() == 20);
        assertThat(ids(sink).subList(10, 20)).isEqualTo(ids(sink).subList(0, 10));
        sink.awaitThat("acknowledged", () -> acknowledgements(broker) == 10);
      }
    }
  }

  /** More than the receive maximum: the rest waits in the broker and comes after the commit. */
  @ParameterizedTest
  @EnumSource(Version.class)
  void aSlowDiskHoldsTheBrokerBackAndLosesNothing(Version version) {
    try (Mosquitto broker = Mosquitto.started(folder, "max_inflight_messages 0")) {
      RecordingSink sink = new RecordingSink();
      sink.holdCommits();
      int many = 3 * MqttDriver.RECEIVE_MAXIMUM;
      try (RunningDriver _ = running(broker, version, sink)) {
        broker.publishLines("door/1/event", messages(0, many), "-q", "1");
        sink.awaitThat("the first", () -> ids(sink).size() >= MqttDriver.RECEIVE_MAXIMUM);
        if (version == Version.V5) {
          assertThat(ids(sink)).hasSizeLessThanOrEqualTo(MqttDriver.RECEIVE_MAXIMUM);
        }
        sink.commitHeld();
        sink.awaitThat("all", () -> ids(sink).size() == many);
        assertThat(ids(sink)).isEqualTo(IntStream.range(0, many).mapToObj(i -> "e" + i).toList());
      }
    }
  }

  private static long acknowledgements(Mosquitto broker) {
    return broker
        .log()
        .lines()
        .filter(line -> line.contains("Received PUBACK from gateway-under-test"))
        .count();
  }
}
