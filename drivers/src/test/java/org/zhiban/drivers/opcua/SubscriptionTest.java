package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.LinkRefusal;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.QualityReason;

@Timeout(120)
class SubscriptionTest {
  private final RecordingSink sink = new RecordingSink();

  private static DrivenPoint analog(int number, String name) {
    return OpcUa.point(number, PointKind.ANALOG, "ns=2;s=" + name);
  }

  private RunningDriver running(MiloPeer peer) {
    return RunningDriver.start(
        Drivers.create(
            peer.link(), sink, InstantSource.system(), Credentials.NONE, DevicePorts.NONE));
  }

  private Sample awaitValue(int place, int point, double value) {
    return sink.await(
        place,
        "point " + point + " good at " + value,
        one -> one.point() == point && one.good() && one.value() == value);
  }

  @Test
  void aNodeThatTheServerDoesNotKnowIsBadAndTakesNoOtherDown() throws Exception {
    try (MiloPeer peer =
        new MiloPeer(
            Mode.SUBSCRIBE,
            List.of(
                analog(0, "Speed"),
                analog(1, "NoSuchNode"),
                OpcUa.point(2, PointKind.ANALOG, "nsu=urn:nobody;s=Speed")))) {
      peer.set("Speed", new DataValue(new Variant(1.5)));
      peer.start();
      try (RunningDriver running = running(peer)) {
        awaitValue(0, 0, 1.5);
        for (int bad : new int[] {1, 2}) {
          sink.await(
              0,
              "its own status",
              one -> one.point() == bad && one.reason() == QualityReason.DEVICE_REFUSED);
        }
        sink.awaitThat(
            "degraded", () -> running.driver().status().state() == LinkStatus.State.DEGRADED);
        assertThat(running.driver().status().units()).containsKey("ns=2;s=NoSuchNode");
        assertThat(running.driver().status().lastError().orElseThrow())
            .contains("Bad_NodeIdUnknown");
        int place = sink.size();
        peer.set("Speed", new DataValue(new Variant(2.5)));
        awaitValue(place, 0, 2.5);
      }
    }
  }

  @Test
  void aKeepAliveIsASignOfLifeOfEveryGoodPoint() throws Exception {
    try (MiloPeer peer =
        new MiloPeer(Mode.SUBSCRIBE, List.of(analog(0, "Speed"), analog(1, "NoSuchNode")))) {
      peer.set("Speed", new DataValue(new Variant(1.0)));
      peer.start();
      try (RunningDriver _ = running(peer)) {
        awaitValue(0, 0, 1.0);
        int heard = sink.alive().size();
        sink.awaitThat("signs of life without a change", () -> sink.alive().size() >= heard + 2);
        assertThat(sink.alive()).doesNotContain(1);
      }
    }
  }

  /** Slower than asked is a remark, and no silence: its keep-alives come further apart. */
  @Test
  void aServerThatIsSlowerThanAskedIsSaidAndNotCalledSilent() throws Exception {
    try (MiloPeer peer =
        new MiloPeer(Mode.SUBSCRIBE, List.of(analog(0, "Speed"), analog(1, "Load")))
            .noFasterThan(2_500)) {
      peer.set("Speed", new DataValue(new Variant(1.0)));
      peer.set("Load", new DataValue(new Variant(2.0)));
      peer.start();
      try (RunningDriver running = running(peer)) {
        awaitValue(0, 0, 1.0);
        assertThat(running.driver().status().lastError().orElseThrow())
            .contains("the server publishes every 2500 ms, asked: 100 ms")
            .contains("samples 2 nodes more slowly than asked, ns=2;s=Speed every 2500 ms");
        assertThat(peer.subscriptionsCreated())
            .as("one that is ended takes the publish request that waits with it")
            .isOne();
        int heard = sink.alive().size();
        sink.awaitThat("two more signs of life", () -> sink.alive().size() >= heard + 4);
        assertThat(sink.statuses()).noneMatch(one -> one.state() == LinkStatus.State.DOWN);
      }
    }
  }

  /** The session outlives a short cut: what the server queued meanwhile arrives, in order. */
  @Test
  void afterACutOfTheNetworkWhatTheServerQueuedArrives() throws Exception {
    try (MiloPeer peer =
        new MiloPeer(Mode.SUBSCRIBE, List.of(analog(0, "Count"), analog(1, "Still")))) {
      peer.set("Count", new DataValue(new Variant(0.0)));
      peer.set("Still", new DataValue(new Variant(5.0)));
      peer.start();
      try (RunningDriver _ = running(peer)) {
        awaitValue(0, 0, 0);
        awaitValue(0, 1, 5);
        int place = sink.size();
        peer.network.cut();
        sink.await(
            place, "bad", one -> one.reason() == QualityReason.CONNECTION_DOWN && one.point() == 1);
        peer.set("Count", new DataValue(new Variant(1.0)));
        awaitValue(place, 0, 1);
        awaitValue(place, 1, 5);
        peer.set("Count", new DataValue(new Variant(2.0)));
        awaitValue(place, 0, 2);
      }
    }
  }

  @Test
  void moreNodesThanOneSubscriptionHoldsAllArrive() throws Exception {
    int many = Group.LARGEST + 100;
    List<DrivenPoint> points = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      points.add(analog(i, "N" + i));
    }
    try (MiloPeer peer = new MiloPeer(Mode.SUBSCRIBE, points)) {
      for (int i = 0; i < many; i++) {
        peer.set("N" + i, new DataValue(new Variant((double) i)));
      }
      peer.start();
      try (RunningDriver _ = running(peer)) {
        sink.awaitThat("all", () -> sink.samples().stream().filter(Sample::good).count() >= many);
        assertThat(sink.samples().stream().filter(Sample::good))
            .allSatisfy(one -> assertThat(one.value()).isEqualTo(one.point()));
      }
    }
  }

  /** Two answers on the way at once could be taken in the wrong order. */
  @Test
  void oneAnswerIsOnItsWayAtATime() throws Exception {
    List<DrivenPoint> points = new ArrayList<>();
    for (int i = 0; i <= 2 * Group.LARGEST; i++) {
      points.add(analog(i, "N" + i));
    }
    int last = points.size() - 1;
    try (MiloPeer peer = new MiloPeer(Mode.SUBSCRIBE, points)) {
      points.forEach(point -> peer.set(point, 0));
      peer.start();
      try (RunningDriver _ = running(peer)) {
        awaitValue(0, last, 0);
        int most = 0;
        for (int round = 1; round <= 20; round++) {
          int place = sink.size();
          for (int group : new int[] {0, Group.LARGEST, last}) {
            peer.set("N" + group, new DataValue(new Variant((double) round)));
          }
          while (sink.samplesFrom(place).size() < 3) {
            most = Math.max(most, peer.waitingPublishRequests());
          }
        }
        assertThat(most).isEqualTo(1);
      }
    }
  }

  @Test
  void everyMalformedNodeIsNamedBeforeAnythingRuns() {
    DrivenLink link =
        OpcUa.link(
            4840,
            Mode.SUBSCRIBE,
            List.of(
                OpcUa.point(0, PointKind.ANALOG, "Pump1.Speed"),
                OpcUa.point(1, PointKind.ANALOG, "ns=x;s=A"),
                OpcUa.point(2, PointKind.ANALOG, "ns=2;s=Fine")));
    assertThat(Drivers.refusals(link))
        .extracting(LinkRefusal::words)
        .containsExactly(
            "test.yaml:1:1: device/p0: \"Pump1.Speed\" is no node id; write it like"
                + " ns=2;s=Pump1.Speed or ns=2;i=1001",
            "test.yaml:1:1: device/p1: \"ns=x;s=A\" is no node id; write it like"
                + " ns=2;s=Pump1.Speed or ns=2;i=1001");
  }
}
