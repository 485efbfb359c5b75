package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.TcpProxy;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.site.OpcUaEventTypes;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSource.OpcUaEvents;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointKind;

/** Events and alarms of a server that nobody here wrote. */
@Timeout(240)
class NodeOpcUaEventTest {
  private static final String DOOR = "ns=1;s=DoorEventType";

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();
  private final List<DrivenPoint> points = new ArrayList<>();

  private static OpcUaEvents of(String notifier, String type) {
    return new OpcUaEvents(
        notifier, type, Optional.empty(), Optional.empty(), 1, OpcUaEventTypes.FIELDS);
  }

  private int point(OpcUaEvents source) {
    points.add(Points.point(points.size(), PointKind.EVENT, source).build());
    return points.size() - 1;
  }

  private RunningDriver running(int port) {
    RunningDriver running =
        RunningDriver.start(
            Drivers.create(
                new DrivenLink(
                    OpcUa.connection(port, Mode.SUBSCRIBE, Security.NONE, TIMEOUT), points),
                sink,
                InstantSource.system(),
                Credentials.NONE,
                DevicePorts.NONE));
    sink.awaitThat("a session", () -> running.driver().status().state() != State.DOWN);
    return running;
  }

  private static TcpProxy opened(int port) {
    TcpProxy network = new TcpProxy();
    network.open(port);
    return network;
  }

  private List<PointEvent> eventsOf(int point) {
    return sink.events().stream().filter(event -> event.point() == point).toList();
  }

  private PointEvent awaitEvent(int point, String message) {
    sink.awaitThat(
        "event " + message,
        () ->
            eventsOf(point).stream().anyMatch(one -> message.equals(one.fields().get("message"))));
    return eventsOf(point).stream()
        .filter(one -> message.equals(one.fields().get("message")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anEventArrivesOnceWithItsFieldsAtThePointsThatTakeIt() throws Exception {
    try (NodeOpcUaServer server = NodeOpcUaServer.in(folder)) {
      server.start("{\"alarms\":true}");
      int all = point(of(OpcUaEvents.SERVER, DOOR));
      int grave =
          point(
              new OpcUaEvents(
                  OpcUaEvents.SERVER,
                  DOOR,
                  Optional.of("ns=1;s=Lift"),
                  Optional.of("Lift"),
                  500,
                  Map.of(
                      "floor", new EventField(FieldType.NUMBER, "1:Floor"),
                      "message", new EventField(FieldType.TEXT, "Message"))));
      int other =
          point(
              new OpcUaEvents(
                  OpcUaEvents.SERVER,
                  DOOR,
                  Optional.empty(),
                  Optional.of("Escalator"),
                  1,
                  OpcUaEventTypes.FIELDS));
      int alarms = point(of("ns=1;s=Area", "AlarmConditionType"));
      try (RunningDriver running = running(server.port)) {
        server.raise("DoorEventType", 300, "门未关", ",\"floor\":12");
        server.raise("WideDoorEventType", 700, "门受阻", ",\"floor\":3");
        PointEvent open = awaitEvent(all, "门未关");
        assertThat(open.fields())
            .containsEntry("type", "DoorEventType")
            .containsEntry("source_name", "Lift")
            .containsEntry("source_node", "ns=1;s=Lift")
            .containsEntry("severity", 300.0)
            .containsEntry("event_id", open.id())
            .doesNotContainKeys("active", "condition_id", "branch_id");
        assertThat(open.fields().get("time")).isEqualTo(open.time().toString());
        PointEvent blocked = awaitEvent(grave, "门受阻");
        assertThat(blocked.fields())
            .containsOnly(Map.entry("floor", 3.0), Map.entry("message", "门受阻"));
        assertThat(awaitEvent(all, "门受阻").fields()).containsEntry("type", "WideDoorEventType");

        server.set("Lift.Level", "Double", "85");
        sink.awaitThat("an alarm", () -> !eventsOf(alarms).isEmpty());
        assertThat(eventsOf(alarms).getFirst().fields())
            .containsEntry("condition_name", "LevelAlarm")
            .containsEntry("active", true)
            .containsEntry("acked", false)
            .containsEntry("retain", true)
            .containsEntry("quality", "Good")
            .containsKey("condition_id");

        assertThat(eventsOf(all)).hasSize(2);
        assertThat(eventsOf(grave)).hasSize(1);
        assertThat(eventsOf(other)).isEmpty();
        assertThat(running.driver().status().state()).isEqualTo(State.UP);
        sink.awaitThat("a keep-alive is a sign of life", () -> sink.alive().contains(all));
      }
    }
  }

  @Test
  void whatBecameActiveWhileNobodyListenedComesAfterTheReturn() throws Exception {
    try (NodeOpcUaServer server = NodeOpcUaServer.in(folder)) {
      server.start("{\"alarms\":true}");
      int alarms = point(of(OpcUaEvents.SERVER, "AlarmConditionType"));
      try (TcpProxy network = opened(server.port);
          RunningDriver running = running(network.port())) {
        sink.awaitThat("up", () -> running.driver().status().state() == State.UP);
        server.set("Lift.Level", "Double", "85");
        sink.awaitThat("the first", () -> eventsOf(alarms).size() == 1);
        String first = eventsOf(alarms).getFirst().id();
        network.refuse();
        network.cut();
        sink.awaitThat("down", () -> running.driver().status().state() == State.DOWN);
        server.set("Lift.Level", "Double", "95");
        network.open(server.port);
        sink.awaitThat(
            "the one that was missed",
            () -> eventsOf(alarms).stream().anyMatch(one -> !one.id().equals(first)));
        PointEvent missed = eventsOf(alarms).getLast();
        assertThat(missed.fields()).containsEntry("active", true);
        assertThat(running.driver().log().latest())
            .anyMatch(
                one ->
                    one.asked().equals("ConditionRefresh")
                        && one.told().equals("the standing conditions follow"));
      }
      // a gateway that starts anew is told again, and knows it by the same id
      String missed = eventsOf(alarms).getLast().id();
      int place = sink.events().size();
      try (RunningDriver _ = running(server.port)) {
        sink.awaitThat("told again", () -> sink.events().size() > place);
        assertThat(sink.events().get(place).id()).isEqualTo(missed);
      }
    }
  }

  @Test
  void whatAServerDoesNotHaveIsSaidAndTheOthersAreHeard() throws Exception {
    try (NodeOpcUaServer server = NodeOpcUaServer.in(folder)) {
      server.start("{\"alarms\":true}");
      int heard =
          point(
              new OpcUaEvents(
                  OpcUaEvents.SERVER,
                  DOOR,
                  Optional.empty(),
                  Optional.empty(),
                  1,
                  Map.of(
                      "message", new EventField(FieldType.TEXT, "Message"),
                      "depth", new EventField(FieldType.NUMBER, "1:Depth"))));
      point(of(OpcUaEvents.SERVER, "ns=1;s=NoSuchType"));
      point(of("ns=1;s=Mute", "BaseEventType"));
      point(of("ns=1;s=Nobody", "BaseEventType"));
      try (RunningDriver running = running(server.port)) {
        sink.awaitThat("degraded", () -> running.driver().status().state() == State.DEGRADED);
        assertThat(running.driver().status().units())
            .containsEntry(DOOR + " of i=2253", State.UP)
            .containsEntry("ns=1;s=NoSuchType of i=2253", State.DOWN)
            .containsEntry("BaseEventType of ns=1;s=Mute", State.DOWN)
            .containsEntry("BaseEventType of ns=1;s=Nobody", State.DOWN);
        server.raise("DoorEventType", 300, "门未关", "");
        assertThat(awaitEvent(heard, "门未关").fields()).doesNotContainKey("depth");
        assertThat(sink.statuses().stream().flatMap(one -> one.lastError().stream()))
            .anyMatch(words -> words.contains("Bad_NodeIdUnknown"));
      }
    }
  }
}
