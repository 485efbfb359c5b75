package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.mqtt.sparkplug.DataType;
import org.zhiban.drivers.mqtt.sparkplug.Metric;
import org.zhiban.drivers.mqtt.sparkplug.Payload;
import org.zhiban.drivers.mqtt.sparkplug.WireValue;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.SampleBatch;

/** The session of an edge node as a host follows it: births, aliases, sequence, deaths. */
final class EdgeNodesTest {
  private static final Instant START = Instant.parse("2026-03-01T15:41:07.500Z");
  private static final String EDGE = "Plant/Edge1";

  private final LinkHealth health = new LinkHealth("bus", () -> START);
  private final EdgeNodes nodes =
      new EdgeNodes(
          SparkplugPoint.of(
              List.of(
                  SparkplugPeer.point(0, PointKind.ANALOG, "Pump1", "Pressure"),
                  SparkplugPeer.point(1, PointKind.BINARY, "Pump1", "On"),
                  SparkplugPeer.point(2, PointKind.ANALOG, "Pump2", "Pressure"),
                  SparkplugPeer.point(3, PointKind.ANALOG, "", "Supply"))),
          new MetricWrites(List.of()),
          health);
  private Instant now = START;
  private Decoded decoded = new Decoded();

  @BeforeEach
  void connect() {
    Map<String, Boolean> granted = new java.util.HashMap<>();
    nodes.filters().forEach(filter -> granted.put(filter, true));
    nodes.subscribed(granted, now.toEpochMilli());
  }

  private static Metric metric(String name, long alias, double value) {
    return new Metric(
        Optional.ofNullable(name.isEmpty() ? null : name),
        alias < 0 ? OptionalLong.empty() : OptionalLong.of(alias),
        OptionalLong.empty(),
        name.isEmpty() ? OptionalInt.empty() : OptionalInt.of(DataType.DOUBLE.code()),
        false,
        false,
        OptionalInt.empty(),
        Optional.of(new WireValue.DoubleValue(value)));
  }

  private static Metric on(boolean value) {
    return new Metric(
        Optional.of("On"),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.of(DataType.BOOLEAN.code()),
        false,
        false,
        OptionalInt.empty(),
        Optional.of(new WireValue.BooleanValue(value)));
  }

  private static Metric session(long number) {
    return Metric.command("bdSeq", DataType.INT64, new WireValue.LongValue(number), 0);
  }

  private List<String> send(String type, String device, long sequence, Metric... metrics) {
    Payload payload =
        new Payload(
            OptionalLong.of(now.toEpochMilli()),
            sequence < 0 ? OptionalLong.empty() : OptionalLong.of(sequence),
            List.of(metrics));
    return raw(type, device, false, payload.toBytes());
  }

  private List<String> raw(String type, String device, boolean retained, byte[] payload) {
    String topic = "spBv1.0/Plant/" + type + "/Edge1" + (device.isEmpty() ? "" : "/" + device);
    Arrival arrival = new Arrival(topic, payload, 0, 0, retained, now);
    decoded = new Decoded();
    nodes.take(arrival, nodes.topic(arrival).orElseThrow(), decoded);
    nodes.hear(decoded.samples);
    return told(decoded.samples);
  }

  private List<String> wait(Duration time) {
    now = now.plus(time);
    decoded = new Decoded();
    nodes.tick(now.toEpochMilli(), decoded);
    nodes.hear(decoded.samples);
    return told(decoded.samples);
  }

  private static List<String> told(SampleBatch batch) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(batch.point(row) + " " + batch.value(row) + " " + batch.reason(row).word());
    }
    return rows;
  }

  private List<String> rejected() {
    return decoded.rejected.stream().map(one -> one.position() + ": " + one.why()).toList();
  }

  private boolean asks() {
    return !nodes.dueRebirths(now.toEpochMilli()).isEmpty();
  }

  private void birth(long session) {
    send("NBIRTH", "", 0, session(session), metric("Supply", 1, 230));
    send("DBIRTH", "Pump1", 1, metric("Pressure", 2, 3.5), on(true));
    send("DBIRTH", "Pump2", 2, metric("Pressure", 3, 4.5));
  }

  @Test
  void whatTheBirthsNameIsReadAndLaterByAlias() {
    assertThat(send("NBIRTH", "", 0, session(4), metric("Supply", 1, 230)))
        .containsExactly("3 230.0 none");
    assertThat(send("DBIRTH", "Pump1", 1, metric("Pressure", 2, 3.5), on(true)))
        .containsExactly("0 3.5 none", "1 1.0 none");
    send("DBIRTH", "Pump2", 2, metric("Pressure", 3, 4.5));
    assertThat(send("DDATA", "Pump1", 3, metric("", 2, 3.6))).containsExactly("0 3.6 none");
    assertThat(send("DDATA", "Pump1", 4, on(false))).containsExactly("1 0.0 none");
    assertThat(send("NDATA", "", 5, metric("", 1, 231))).containsExactly("3 231.0 none");
    assertThat(nodes.alive()).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(health.status().units())
        .containsEntry(EDGE, State.UP)
        .containsEntry(EDGE + "/Pump1", State.UP)
        .containsEntry(EDGE + "/Pump2", State.UP);
  }

  @Test
  void theSequenceRunsFrom255To0() {
    birth(0);
    for (int number = 3; number < 600; number++) {
      assertThat(send("DDATA", "Pump1", number % 256, metric("", 2, number)))
          .containsExactly("0 " + number + ".0 none");
    }
    assertThat(wait(Duration.ofSeconds(30))).isEmpty();
  }

  @Test
  void messagesThatPassEachOtherAreReadInTheirOrder() {
    birth(0);
    assertThat(send("DDATA", "Pump1", 4, metric("", 2, 2))).isEmpty();
    assertThat(send("DDATA", "Pump2", 5, metric("", 3, 9))).isEmpty();
    assertThat(send("DDATA", "Pump1", 3, metric("", 2, 1)))
        .containsExactly("0 1.0 none", "0 2.0 none", "2 9.0 none");
    assertThat(wait(Duration.ofSeconds(30))).isEmpty();
  }

  /** A broker keeps the order of one topic, and births of a node and its devices have several. */
  @Test
  void aDevicesBirthMayComeBeforeItsNodes() {
    assertThat(send("DBIRTH", "Pump1", 1, metric("Pressure", 2, 3.5), on(true))).isEmpty();
    assertThat(send("NBIRTH", "", 0, session(4), metric("Supply", 1, 230)))
        .containsExactly("3 230.0 none", "0 3.5 none", "1 1.0 none");
    assertThat(health.status().units()).containsEntry("Plant/Edge1/Pump1", LinkStatus.State.UP);
    assertThat(send("DDATA", "Pump1", 2, metric("", 2, 3.6))).containsExactly("0 3.6 none");

    now = now.plusMillis(300);
    assertThat(send("DBIRTH", "Pump1", 1, metric("Pressure", 7, 3.7), on(true)))
        .as("of a birth that was asked for, while the one before holds")
        .isEmpty();
    assertThat(send("NBIRTH", "", 0, session(4), metric("Supply", 1, 230)))
        .contains("0 3.7 none", "1 1.0 none");
    assertThat(send("DDATA", "Pump1", 2, metric("", 7, 3.8))).containsExactly("0 3.8 none");
  }

  @Test
  void whatWasSentBeforeABirthIsNothingOfIt() {
    send("DBIRTH", "Pump1", 1, metric("Pressure", 2, 3.5), on(true));
    now = now.plusMillis(300);
    assertThat(send("NBIRTH", "", 0, session(4), metric("Supply", 1, 230)))
        .containsExactly("3 230.0 none");
  }

  @Test
  void aDeviceWhoseBirthWasLostIsAskedForOnceASession() {
    asks();
    send("NBIRTH", "", 0, session(4), metric("Supply", 1, 230));
    assertThat(wait(EdgeNode.BIRTH)).contains("0 NaN device_offline");
    assertThat(asks()).isTrue();
    send("NBIRTH", "", 0, session(4), metric("Supply", 1, 230));
    wait(EdgeNode.BIRTH);
    assertThat(asks()).isFalse();
    now = now.plus(Duration.ofMinutes(20));
    send("NBIRTH", "", 0, session(5), metric("Supply", 1, 230));
    wait(EdgeNode.BIRTH);
    assertThat(asks()).isTrue();
  }

  @Test
  void aMessageThatComesTwiceIsReadOnce() {
    birth(0);
    send("DDATA", "Pump1", 3, metric("", 2, 1));
    assertThat(send("DDATA", "Pump1", 3, metric("", 2, 1))).isEmpty();
    assertThat(wait(Duration.ofSeconds(30))).isEmpty();
    assertThat(send("DDATA", "Pump1", 4, metric("", 2, 2))).containsExactly("0 2.0 none");
  }

  @Test
  void whereAMessageIsMissingEverythingIsStaleUntilTheNodeIsBornAgain() {
    asks();
    birth(0);
    send("DDATA", "Pump1", 4, metric("", 2, 2));
    assertThat(wait(Duration.ofSeconds(1))).isEmpty();
    assertThat(asks()).isFalse();
    now = now.plusSeconds(10);
    assertThat(wait(Duration.ofSeconds(1)))
        .containsExactly("0 NaN stale", "1 NaN stale", "2 NaN stale", "3 NaN stale");
    assertThat(asks()).isTrue();
    assertThat(send("DDATA", "Pump1", 5, metric("", 2, 2))).isEmpty();
    assertThat(nodes.alive()).isEmpty();
    assertThat(health.status().units()).containsEntry(EDGE + "/Pump2", State.DOWN);

    assertThat(send("NBIRTH", "", 0, session(0), metric("Supply", 1, 230)))
        .containsExactly("3 230.0 none");
    assertThat(asks()).isFalse();
  }

  @Test
  void aNodeThatWasNotHeardOfIsAskedAtOnceAndThenEverMoreSeldom() {
    assertThat(asks()).isTrue();
    assertThat(send("DDATA", "Pump1", 17, metric("", 2, 2))).isEmpty();
    assertThat(asks()).isFalse();
    List<Long> asked = new ArrayList<>();
    for (int second = 1; second <= 1_200; second++) {
      now = now.plusSeconds(1);
      if (asks()) {
        asked.add(Duration.between(START, now).toSeconds());
      }
    }
    assertThat(asked).containsExactly(5L, 15L, 35L, 75L, 155L, 315L, 615L, 915L);
  }

  @Test
  void aNodeThatDoesNotAnswerIsBad() {
    assertThat(wait(Duration.ofSeconds(9))).isEmpty();
    assertThat(wait(Duration.ofSeconds(1)))
        .containsExactly("0 NaN timeout", "1 NaN timeout", "2 NaN timeout", "3 NaN timeout");
    assertThat(wait(Duration.ofSeconds(60))).isEmpty();
    assertThat(health.status().lastError().orElseThrow())
        .isEqualTo("edge node Plant/Edge1 was asked for its birth, and nothing came");
  }

  @Test
  void aDeviceThatIsNotBornWithItsNodeIsOffline() {
    birth(0);
    send("NBIRTH", "", 0, session(0), metric("Supply", 1, 230));
    send("DBIRTH", "Pump2", 1, metric("Pressure", 3, 4.5));
    assertThat(wait(Duration.ofSeconds(10)))
        .containsExactly("0 NaN device_offline", "1 NaN device_offline");
    assertThat(nodes.alive()).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void theDeathOfTheSessionThatStandsEndsEverythingAndThatOfAnEarlierOneNothing() {
    asks();
    birth(7);
    assertThat(send("NDEATH", "", -1, session(6))).isEmpty();
    assertThat(nodes.alive()).hasSize(4);
    assertThat(send("NDEATH", "", -1, session(7)))
        .containsExactly(
            "0 NaN device_offline",
            "1 NaN device_offline",
            "2 NaN device_offline",
            "3 NaN device_offline");
    assertThat(health.status().lastError().orElseThrow())
        .isEqualTo("edge node Plant/Edge1 is gone, says the broker");
    now = now.plusSeconds(600);
    assertThat(asks()).isFalse();
    birth(8);
    assertThat(nodes.alive()).hasSize(4);
  }

  @Test
  void aDeadDevicesPointsAreBadUntilItsBirthAndTheOthersLive() {
    birth(0);
    assertThat(send("DDEATH", "Pump1", 3))
        .containsExactly("0 NaN device_offline", "1 NaN device_offline");
    assertThat(nodes.alive()).containsExactlyInAnyOrder(2, 3);
    assertThat(health.status().units()).containsEntry(EDGE + "/Pump1", State.DOWN);
    assertThat(send("DBIRTH", "Pump1", 4, metric("Pressure", 2, 1), on(false)))
        .containsExactly("0 1.0 none", "1 0.0 none");
    assertThat(health.status().units()).containsEntry(EDGE + "/Pump1", State.UP);
  }

  @Test
  void whatTheBirthDoesNotNameIsNeverReadAndSaidSo() {
    send("NBIRTH", "", 0, session(0), metric("Supply", 1, 230));
    assertThat(send("DBIRTH", "Pump1", 1, metric("Outlet/Pressure", 2, 3.5), on(true)))
        .containsExactly("0 NaN not_available", "1 1.0 none");
    assertThat(rejected())
        .containsExactly(
            "Pressure: not in the birth of Plant/Edge1/Pump1, which names Outlet/Pressure, On");
    send("DDATA", "Pump1", 2, on(true));
    assertThat(health.status().units()).containsEntry(EDGE + "/Pump1", State.DEGRADED);
  }

  @Test
  void anAliasOrANameThatNoBirthGaveIsRefusedAndTheBirthsAskedFor() {
    asks();
    birth(0);
    now = now.plusSeconds(10);
    assertThat(send("DDATA", "Pump1", 3, metric("", 99, 1))).isEmpty();
    assertThat(rejected()).containsExactly("alias 99: not in the birth");
    assertThat(asks()).isTrue();
    now = now.plusSeconds(20);
    assertThat(send("DDATA", "Pump2", 4, metric("", 2, 1))).isEmpty();
    assertThat(rejected()).containsExactly("alias 2: not in the birth");
    assertThat(send("DDATA", "Pump2", 5, metric("Flow", -1, 1))).isEmpty();
    assertThat(rejected()).containsExactly("Flow: not in the birth");
  }

  @Test
  void anAliasThatTwoMetricsShareMeansNeither() {
    send("NBIRTH", "", 0, session(0), metric("Supply", 1, 230));
    assertThat(send("DBIRTH", "Pump1", 1, metric("Pressure", 1, 3.5), on(true)))
        .containsExactly("0 NaN not_available", "1 1.0 none");
    assertThat(rejected()).contains("Pressure: alias 1 is that of Supply already");
    assertThat(send("NDATA", "", 2, metric("", 1, 231))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 'seq: a sequence number of 0 to 255 is due'",
    "256, 'seq: a sequence number of 0 to 255 is due'",
  })
  void aMessageWithoutAProperNumberIsRefused(long sequence, String why) {
    birth(0);
    assertThat(send("DDATA", "Pump1", sequence, metric("", 2, 1))).isEmpty();
    assertThat(rejected()).containsExactly(why);
    assertThat(send("DDATA", "Pump1", 4, metric("", 2, 2))).containsExactly("0 2.0 none");
  }

  @Test
  void bytesThatAreNoPayloadMakeTheirDeviceBadAndTheBirthsAreAskedFor() {
    asks();
    birth(0);
    now = now.plusSeconds(10);
    assertThat(raw("DDATA", "Pump1", false, new byte[] {0x08}))
        .containsExactly("0 NaN undecodable", "1 NaN undecodable");
    assertThat(rejected()).containsExactly("byte 1: no Sparkplug payload: ends within a number");
    assertThat(asks()).isTrue();
    assertThat(send("DDATA", "Pump2", 4, metric("", 3, 2))).containsExactly("2 2.0 none");
  }

  @Test
  void aRetainedMessageIsNothingOfNow() {
    byte[] birth =
        new Payload(OptionalLong.of(1), OptionalLong.of(0), List.of(metric("Supply", 1, 230)))
            .toBytes();
    assertThat(raw("NBIRTH", "", true, birth)).isEmpty();
    assertThat(rejected())
        .containsExactly("the whole message: retained, and so perhaps of a session long gone");
    assertThat(nodes.alive()).isEmpty();
  }

  @Test
  void onlyTheTopicsOfTheNodesAreSubscribedTo() {
    assertThat(nodes.filters())
        .containsExactlyInAnyOrder(
            "spBv1.0/Plant/NBIRTH/Edge1",
            "spBv1.0/Plant/NDATA/Edge1",
            "spBv1.0/Plant/NDEATH/Edge1",
            "spBv1.0/Plant/DBIRTH/Edge1/+",
            "spBv1.0/Plant/DDATA/Edge1/+",
            "spBv1.0/Plant/DDEATH/Edge1/+");
    for (String other :
        Arrays.asList("spBv1.0/Plant/NDATA/Edge2", "spBv1.0/Plant/DDATA/Edge1", "a")) {
      assertThat(nodes.topic(new Arrival(other, new byte[0], 0, 0, false, now))).isEmpty();
    }
  }
}
