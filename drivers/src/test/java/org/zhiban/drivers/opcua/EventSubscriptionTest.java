package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.LinkRefusal;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.OpcUaEventTypes;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSource.OpcUaEvents;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointKind;

@Timeout(240)
class EventSubscriptionTest {
  private final RecordingSink sink = new RecordingSink();

  private static DrivenPoint event(int number, String type, Map<String, EventField> fields) {
    return Points.point(
            number,
            PointKind.EVENT,
            new OpcUaEvents(
                OpcUaEvents.SERVER, type, Optional.empty(), Optional.empty(), 1, fields))
        .build();
  }

  private RunningDriver running(MiloPeer peer) {
    RunningDriver running =
        RunningDriver.start(
            Drivers.create(
                peer.link(), sink, InstantSource.system(), Credentials.NONE, DevicePorts.NONE));
    sink.awaitThat("a session", () -> running.driver().status().state() == State.UP);
    return running;
  }

  /** A server whose clock runs ahead, or never ran: its events are dated at their receipt. */
  @Test
  void anEventWhoseTimeCannotBeIsDatedAtItsReceiptAndSaysSo() throws Exception {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try (MiloPeer peer =
        new MiloPeer(Mode.SUBSCRIBE, List.of(event(0, "BaseEventType", OpcUaEventTypes.FIELDS)))) {
      peer.start();
      try (RunningDriver _ = running(peer)) {
        List<Instant> told =
            List.of(
                before.plus(Duration.ofDays(1)),
                Instant.parse("2000-01-01T00:00:00Z"),
                before.minus(Duration.ofDays(3)));
        for (Instant time : told) {
          int events = sink.events().size();
          sink.awaitThat(
              "an event",
              () -> {
                try {
                  peer.raise(1, time);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                return sink.events().size() > events;
              });
          PointEvent event = sink.events().getLast();
          boolean journal = time.equals(told.getLast());
          assertThat(event.clockOff()).as("%s", time).isEqualTo(!journal);
          assertThat(event.time()).as("%s", time).isEqualTo(journal ? time : event.received());
        }
      }
    }
  }

  /** More between two publications than the server keeps: what is lost is not lost in silence. */
  @Test
  void anOverflowAtTheServerIsTold() throws Exception {
    try (MiloPeer peer =
        new MiloPeer(Mode.SUBSCRIBE, List.of(event(0, "BaseEventType", OpcUaEventTypes.FIELDS)))
            .noFasterThan(2_500)) {
      peer.start();
      try (RunningDriver running = running(peer)) {
        sink.awaitThat(
            Duration.ofSeconds(60),
            "an overflow that is told",
            () -> {
              try {
                peer.raise(1_500);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return running
                  .driver()
                  .status()
                  .lastError()
                  .filter(
                      words -> words.contains("BaseEventType of i=2253: the server lost events"))
                  .isPresent();
            });
        sink.awaitThat("those that were not lost", () -> !sink.events().isEmpty());
      }
    }
  }

  /** One field that this server refuses would make it send nothing at all. */
  @Test
  void aFieldThatTheServerRefusesTakesNoEventDown() throws Exception {
    try (MiloPeer peer =
        new MiloPeer(
            Mode.SUBSCRIBE,
            List.of(
                event(
                    0,
                    "SystemEventType",
                    Map.of("depth", new EventField(FieldType.NUMBER, "2:Depth"))),
                event(1, "BaseEventType", OpcUaEventTypes.FIELDS)))) {
      peer.start();
      try (RunningDriver running = running(peer)) {
        assertThat(running.driver().status().lastError().orElseThrow())
            .contains(
                "device/p0: the server's events of type SystemEventType have no depth (2:Depth)");
        peer.raise(1);
        sink.awaitThat("the event", () -> sink.events().size() == 1);
        assertThat(sink.events().getFirst().point()).isEqualTo(1);
        assertThat(sink.events().getFirst().fields()).containsEntry("message", "test");
      }
    }
  }

  @Test
  void pointsThatHearTheSameShareAnItem() {
    List<EventWatch> watches =
        EventWatch.of(
            LinkPoints.of(
                    OpcUa.link(
                        4840,
                        Mode.SUBSCRIBE,
                        List.of(
                            event(0, "BaseEventType", OpcUaEventTypes.FIELDS),
                            event(1, "AlarmConditionType", OpcUaEventTypes.FIELDS),
                            event(
                                2,
                                "BaseEventType",
                                Map.of("local", new EventField(FieldType.TEXT, "LocalTime"))))))
                .events());
    assertThat(watches).extracting(watch -> watch.points.size()).containsExactly(2, 1);
    assertThat(watches.getFirst().clauses()).extracting(EventClause::words).contains("LocalTime");
  }

  @Test
  void eventsThatFindNoRoomAreCounted() throws InterruptedException {
    EventWatch watch =
        EventWatch.of(
                LinkPoints.of(
                        OpcUa.link(
                            4840,
                            Mode.SUBSCRIBE,
                            List.of(event(0, "BaseEventType", OpcUaEventTypes.FIELDS))))
                    .events())
            .getFirst();
    Notices notices = new Notices(10);
    Group group = new Group(List.of());
    Variant[] fields = {};
    for (int number = 0; number < Notices.MOST_EVENTS + 3; number++) {
      notices.put(new Notice.Events(group, List.of(watch), List.<Variant[]>of(fields)));
    }
    assertThat(notices.take(Duration.ZERO)).hasSize(Notices.MOST_EVENTS);
    assertThat(notices.takeLostEvents()).isEqualTo(3);
    assertThat(notices.takeLostEvents()).isZero();
  }

  @Test
  void everyMalformedNodeOfAnEventOrAMethodIsNamed() {
    assertThat(
            Drivers.refusals(
                OpcUa.link(
                    4840, Mode.SUBSCRIBE, List.of(event(0, "ns=x;i=1", OpcUaEventTypes.FIELDS)))))
        .extracting(LinkRefusal::what)
        .containsExactly("device/p0: \"ns=x;i=1\" is no node id");
  }
}
