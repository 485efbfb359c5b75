package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.Quality;

/** A device that could not send for a while sends what it kept after what is new. */
class LateMessagesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T17:44:03Z");

  private final List<MqttPoint> points =
      MqttPoint.of(List.of(Mqtt.point(0, PointKind.BINARY, "t", "/v")));
  private final SourceOrder order = new SourceOrder();

  private Decoded told(int value, long madeSecondsAgo, long receivedAfter, boolean retained) {
    Instant received = NOW.plusSeconds(receivedAfter);
    String json =
        "{\"v\":%d,\"ts\":\"%s\"}".formatted(value, received.minusSeconds(madeSecondsAgo));
    Decoded decoded = new Decoded();
    MessageDecoder.decode(
        new Arrival("t", json.getBytes(StandardCharsets.UTF_8), 1, 1, retained, received),
        points,
        order,
        decoded);
    return decoded;
  }

  private static void isOfThePast(Decoded decoded, Instant time) {
    assertThat(decoded.samples.size()).isZero();
    assertThat(decoded.past.size()).isEqualTo(1);
    assertThat(decoded.past.time(0)).isEqualTo(time.toEpochMilli());
    assertThat(decoded.past.quality(0)).isEqualTo(Quality.GOOD);
  }

  private static void isOfNow(Decoded decoded) {
    assertThat(decoded.samples.size()).isEqualTo(1);
    assertThat(decoded.past.size()).isZero();
  }

  @Test
  void whatIsOlderGoesToTheHistoryAndDisplacesNothing() {
    isOfNow(told(1, 0, 0, false));
    isOfThePast(told(0, 300, 1, false), NOW.minusSeconds(299));
    isOfThePast(told(0, 3_600, 2, false), NOW.minusSeconds(3_598));
    isOfThePast(told(0, 10_800, 3, true), NOW.minusSeconds(10_797));
    isOfNow(told(0, 0, 4, false));
  }

  @Test
  void whatIsTimedAlikeOrCameInOrderIsOfNow() {
    isOfNow(told(1, 5, 0, false));
    isOfNow(told(0, 5, 0, false));
    isOfNow(told(1, 3, 1, false));
  }

  @Test
  void whatIsOlderByLittleIsLateHoweverLongItTook() {
    isOfNow(told(0, 0, 1, false));
    isOfThePast(told(1, 4, 4, false), NOW);
    isOfNow(told(0, 0, 5, false));
  }

  @Test
  void aClockThatBeganAnewIsOffAtOnce() {
    isOfNow(told(1, 0, 0, false));
    Decoded off = told(0, 25 * 3_600, 1, false);
    isOfNow(off);
    assertThat(off.samples.quality(0)).isEqualTo(Quality.UNCERTAIN);
    assertThat(off.samples.time(0)).isEqualTo(NOW.plusSeconds(1).toEpochMilli());
  }

  @Test
  void aClockThatIsSetBackIsBelievedAfterAMinuteAtTheLatest() {
    isOfNow(told(1, 0, 0, false));
    isOfNow(told(1, 30, 20, false));
    assertThat(told(0, 3_600, 30, false).samples.size()).isZero();
    Decoded believed = told(0, 3_600, 80, false);
    isOfNow(believed);
    assertThat(believed.samples.quality(0)).as("its clock is off").isEqualTo(Quality.UNCERTAIN);
    isOfNow(told(1, 3_600, 81, false));
  }
}
