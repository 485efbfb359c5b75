package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.mqtt.sparkplug.DataType;
import org.zhiban.drivers.mqtt.sparkplug.Metric;
import org.zhiban.drivers.mqtt.sparkplug.Payload;
import org.zhiban.drivers.mqtt.sparkplug.WireValue;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.PointKind;

/** Messages that were right once, and what the dice make of them. */
final class PayloadDiceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T15:41:07.500Z");

  private static final List<String> SOUND =
      List.of(
          "{\"id\":\"e-1\",\"value\":12.5,\"time\":\"2026-03-01T15:41:07Z\",\"state\":\"open\"}",
          "{\"id\":\"e-2\",\"lane\":1,\"plate\":\"沪A12345\",\"value\":{\"a\":[1,2,{\"b\":null}]}}",
          "12.5",
          "\"text\"",
          "[1,2,3]",
          "1e308",
          "{\"value\":\"NaN\",\"time\":1772379667500}",
          "true");

  private static final List<MqttPoint> POINTS =
      MqttPoint.of(
          List.of(
              Mqtt.point(0, PointKind.ANALOG, "t", "/value"),
              Mqtt.point(1, PointKind.TEXT, "t", ""),
              Mqtt.point(2, PointKind.BINARY, "t", "/value/a/0"),
              Mqtt.point(3, PointKind.COUNTER, "t", "/time"),
              Points.point(4, PointKind.MULTISTATE, Mqtt.field("t", "/state"))
                  .states(new PointState("open", "open"))
                  .build(),
              Mqtt.event(
                  5,
                  "t",
                  Map.of(
                      "plate", new EventField(FieldType.TEXT, "/plate"),
                      "lane", new EventField(FieldType.NUMBER, "/lane")))));

  private static byte[] thrown(RandomGenerator dice) {
    return thrown(dice, SOUND.get(dice.nextInt(SOUND.size())).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] thrown(RandomGenerator dice, byte[] sound) {
    byte[] bytes = sound.clone();
    for (int times = dice.nextInt(4); times > 0 && bytes.length > 0; times--) {
      int at = dice.nextInt(bytes.length);
      switch (dice.nextInt(5)) {
        case 0 -> bytes[at] = (byte) dice.nextInt(256);
        case 1 -> bytes = Arrays.copyOf(bytes, at);
        case 2 -> bytes = joined(bytes, Arrays.copyOfRange(bytes, at, bytes.length));
        case 3 -> bytes = joined(Arrays.copyOf(bytes, at), "[{\"\\u0000".repeat(dice.nextInt(200)));
        default -> bytes = joined(Arrays.copyOf(bytes, at), "9".repeat(dice.nextInt(400)));
      }
    }
    return bytes;
  }

  private static byte[] birth() {
    List<Metric> metrics =
        List.of(
            Metric.command("bdSeq", DataType.INT64, new WireValue.LongValue(3), 1),
            Metric.command("a", DataType.DOUBLE, new WireValue.DoubleValue(2.5), 1),
            Metric.command("b", DataType.STRING, new WireValue.StringValue("open"), 1),
            Metric.command("c", DataType.INT8, new WireValue.IntValue(-1), 1));
    long now = NOW.toEpochMilli();
    return new Payload(OptionalLong.of(now), OptionalLong.of(0), metrics).toBytes();
  }

  private static EdgeNodes nodes(LinkHealth health) {
    return new EdgeNodes(
        SparkplugPoint.of(
            List.of(
                SparkplugPeer.point(0, PointKind.ANALOG, "", "a"),
                SparkplugPeer.point(1, PointKind.TEXT, "", "b"),
                SparkplugPeer.point(2, PointKind.BINARY, "d", "c"))),
        new MetricWrites(List.of()),
        health);
  }

  private static byte[] joined(byte[] one, String other) {
    return joined(one, other.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Test
  @Timeout(value = 2, unit = java.util.concurrent.TimeUnit.HOURS)
  void noMessageThrowsAndEachIsAnEventOrASampleOrTold() {
    long seed = System.nanoTime();
    RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long end = System.nanoTime() + NetworkContract.FUZZ.toNanos() / 2;
    while (System.nanoTime() - end < 0) {
      byte[] payload = thrown(dice);
      Decoded decoded = new Decoded();
      try {
        MessageDecoder.decode(
            new Arrival("t", payload, 1, 1, dice.nextBoolean(), NOW),
            POINTS,
            new SourceOrder(),
            decoded);
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed " + seed + ": " + new String(payload, StandardCharsets.UTF_8), e);
      }
      assertThat(decoded.samples.size() + decoded.events.size() + decoded.rejected.size())
          .as(new String(payload, StandardCharsets.UTF_8))
          .isPositive();
    }
  }

  @Test
  @Timeout(value = 2, unit = java.util.concurrent.TimeUnit.HOURS)
  void noMessageOfAnEdgeNodeThrowsAndEachIsKnownInWordsOrTold() {
    long seed = System.nanoTime();
    RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<String> topics =
        List.of(
            "spBv1.0/Plant/NBIRTH/Edge1",
            "spBv1.0/Plant/NDATA/Edge1",
            "spBv1.0/Plant/NDEATH/Edge1",
            "spBv1.0/Plant/DBIRTH/Edge1/d",
            "spBv1.0/Plant/DDATA/Edge1/d",
            "spBv1.0/Plant/DDEATH/Edge1/d");
    EdgeNodes nodes = nodes(new LinkHealth("bus", () -> NOW));
    nodes.subscribed(Map.of(), NOW.toEpochMilli());
    byte[] sound = birth();
    long end = System.nanoTime() + NetworkContract.FUZZ.toNanos() / 2;
    while (System.nanoTime() - end < 0) {
      byte[] payload = thrown(dice, sound);
      String topic = topics.get(dice.nextInt(topics.size()));
      Arrival arrival = new Arrival(topic, payload, 0, 0, dice.nextInt(9) == 0, NOW);
      Decoded decoded = new Decoded();
      try {
        var words = nodes.take(arrival, nodes.topic(arrival).orElseThrow(), decoded);
        nodes.tick(NOW.toEpochMilli(), decoded);
        assertThat(words.map(Supplier::get).isPresent() || !decoded.rejected.isEmpty())
            .as("seed %d: %s", seed, Exchange.hex(payload))
            .isTrue();
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed " + seed + ": " + topic + " " + Exchange.hex(payload), e);
      }
    }
  }
}
