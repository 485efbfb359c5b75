package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.PointKind;

/** What a real broker does seldom. */
@Timeout(60)
class ScriptedBrokerTest {
  private final RecordingSink sink = new RecordingSink();
  private final List<Script> sessions = new CopyOnWriteArrayList<>();

  private final class Script implements MessageSession {
    final Inbox inbox;
    final List<Integer> acknowledged = new CopyOnWriteArrayList<>();
    volatile @Nullable BrokerException lost;

    Script(Inbox inbox) {
      this.inbox = inbox;
      sessions.add(this);
    }

    @Override
    public Map<String, Boolean> subscribe(Set<String> filters) {
      Map<String, Boolean> granted = new HashMap<>();
      filters.forEach(filter -> granted.put(filter, !filter.startsWith("closed")));
      return granted;
    }

    @Override
    public void acknowledge(Arrival arrival) {
      acknowledged.add(arrival.id());
    }

    @Override
    public Optional<BrokerException> loss() {
      return Optional.ofNullable(lost);
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  private RunningDriver running(DrivenPoint... points) {
    MqttDriver driver =
        new MqttDriver(
            "bus",
            (inbox, _, _) -> new Script(inbox),
            MqttPoint.of(List.of(points)),
            sink,
            InstantSource.system());
    RunningDriver running = RunningDriver.start(driver);
    sink.awaitThat("subscribed", () -> driver.status().state() != State.DOWN);
    return running;
  }

  private static Arrival event(int id, String identity) {
    byte[] payload =
        ("{\"id\":\"" + identity + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Arrival("e", payload, 1, id, false, Instant.EPOCH);
  }

  @Test
  void aFilterThatIsNotGrantedIsDownAndTheLinkDegraded() {
    try (RunningDriver running =
        running(
            Mqtt.point(0, PointKind.ANALOG, "open/a", "/v"),
            Mqtt.point(1, PointKind.ANALOG, "closed/a", "/v"))) {
      sink.awaitThat("degraded", () -> running.driver().status().state() == State.DEGRADED);
      assertThat(running.driver().status().units())
          .containsEntry("open/a", State.UP)
          .containsEntry("closed/a", State.DOWN);
      assertThat(running.driver().status().lastError().orElseThrow()).contains("closed/a");
    }
  }

  /** Packet identifier 1 of the new connection may be another message than 1 of the old one. */
  @Test
  void aCommitThatComesAfterTheLossAcknowledgesNothingOnTheNewConnection() {
    try (RunningDriver running = running(Mqtt.event(0, "e"))) {
      sink.holdCommits();
      Script first = sessions.getFirst();
      first.inbox.put(event(1, "old"));
      sink.awaitThat("delivered", () -> sink.events().size() == 1);
      first.lost = PahoFailure.of("tcp://script", PahoFailure.CONNECTION_LOST, new EOFException());
      sink.awaitThat("a new connection", () -> sessions.size() == 2);
      sink.awaitThat("up", () -> running.driver().status().state() == State.UP);
      Script second = sessions.get(1);
      second.inbox.put(event(1, "new"));
      sink.awaitThat("delivered", () -> sink.events().size() == 2);
      assertThat(second.acknowledged).isEmpty();
      sink.commitHeld();
      sink.awaitThat("acknowledged", () -> !second.acknowledged.isEmpty());
      assertThat(second.acknowledged).containsExactly(1);
    }
  }

  /** What came before the loss is data, whoever will deliver it again. */
  @Test
  void whatWaitsWhenTheConnectionIsLostIsStillDelivered() {
    try (RunningDriver _ = running(Mqtt.event(0, "e"))) {
      Script first = sessions.getFirst();
      for (int i = 1; i <= 600; i++) {
        first.inbox.put(event(i, "e" + i));
      }
      first.lost = PahoFailure.of("tcp://script", PahoFailure.CONNECTION_LOST, new EOFException());
      sink.awaitThat("all", () -> sink.events().size() == 600);
    }
  }
}
