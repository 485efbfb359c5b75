package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.LinkRefusal;
import org.zhiban.drivers.Points;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.RejectedMessage;

class MessageDecoderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T15:41:07.500Z");

  private static Decoded decode(String payload, boolean retained, DrivenPoint... points) {
    Decoded decoded = new Decoded();
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    MessageDecoder.decode(
        new Arrival("t", bytes, 1, 1, retained, NOW),
        MqttPoint.of(List.of(points)),
        new SourceOrder(),
        decoded);
    return decoded;
  }

  private static Decoded decode(String payload, DrivenPoint... points) {
    return decode(payload, false, points);
  }

  private static DrivenPoint at(PointKind kind, String pointer) {
    return Mqtt.point(0, kind, "t", pointer);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {"12.6, 12.6", "'\"12.6\"', 12.6", "-3, -3", "1e3, 1000", "'\" 7 \"', 7"})
  void aNumberOrItsTextIsANumber(String json, double value) {
    Decoded decoded = decode("{\"v\":" + json + "}", at(PointKind.ANALOG, "/v"));
    assertThat(decoded.samples.value(0)).isEqualTo(value);
    assertThat(decoded.samples.quality(0)).isEqualTo(Quality.GOOD);
    assertThat(decoded.rejected).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "true, 1",
        "false, 0",
        "1, 1",
        "0, 0",
        "1.0, 1",
        "'\"true\"', 1",
        "'\"OFF\"', 0",
        "'\"on\"', 1",
        "'\"0\"', 0"
      })
  void aTruthInAnyDressIsBinary(String json, double value) {
    Decoded decoded = decode("{\"v\":" + json + "}", at(PointKind.BINARY, "/v"));
    assertThat(decoded.samples.value(0)).isEqualTo(value);
    assertThat(decoded.samples.quality(0)).isEqualTo(Quality.GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"12 V\"", "true", "{}", "[1]", "\"0x10\"", "\"1f\"", "\"\""})
  void whatIsNoNumberIsUndecodableAndToldWithItsPlace(String json) {
    Decoded decoded = decode("{\"v\":" + json + "}", at(PointKind.ANALOG, "/v"));
    assertThat(decoded.samples.reason(0)).isEqualTo(QualityReason.UNDECODABLE);
    assertThat(decoded.samples.value(0)).isNaN();
    RejectedMessage rejected = decoded.rejected.getFirst();
    assertThat(rejected.topic()).isEqualTo("t");
    assertThat(rejected.position()).isEqualTo("/v");
    assertThat(rejected.head()).startsWith("{\"v\":");
    assertThat(rejected.why()).contains("expected");
  }

  @Test
  void aStateIsFoundByItsRawValueTextOrNumber() {
    DrivenPoint contact =
        Points.point(0, PointKind.MULTISTATE, Mqtt.field("t", "/v"))
            .states(new PointState("closed", "closed"), new PointState("2", "open"))
            .build();
    assertThat(decode("{\"v\":\"closed\"}", contact).samples.value(0)).isZero();
    assertThat(decode("{\"v\":2}", contact).samples.value(0)).isEqualTo(1);
    assertThat(decode("{\"v\":2.0}", contact).samples.value(0)).isEqualTo(1);
    assertThat(decode("{\"v\":\"ajar\"}", contact).samples.reason(0))
        .isEqualTo(QualityReason.UNKNOWN_STATE);
  }

  @Test
  void outsideItsRangeAValueIsUncertain() {
    DrivenPoint battery =
        Points.point(0, PointKind.ANALOG, Mqtt.field("t", "/v")).range(0, 15).build();
    Decoded decoded = decode("{\"v\":99}", battery);
    assertThat(decoded.samples.quality(0)).isEqualTo(Quality.UNCERTAIN);
    assertThat(decoded.samples.reason(0)).isEqualTo(QualityReason.OUT_OF_RANGE);
    assertThat(decoded.samples.value(0)).isEqualTo(99);
  }

  @Test
  void anAbsentKeySaysNothingAndANullSaysNotAvailable() {
    assertThat(decode("{\"other\":1}", at(PointKind.ANALOG, "/v")).samples.isEmpty()).isTrue();
    assertThat(decode("{\"v\":null}", at(PointKind.ANALOG, "/v")).samples.reason(0))
        .isEqualTo(QualityReason.NOT_AVAILABLE);
  }

  @Test
  void oneMessageFeedsManyPoints() {
    Decoded decoded =
        decode(
            "{\"a\":1,\"b\":{\"c\":[5,6]}}",
            Mqtt.point(3, PointKind.BINARY, "t", "/a"),
            Mqtt.point(4, PointKind.ANALOG, "t", "/b/c/1"));
    assertThat(decoded.samples.point(0)).isEqualTo(3);
    assertThat(decoded.samples.point(1)).isEqualTo(4);
    assertThat(decoded.samples.value(1)).isEqualTo(6);
  }

  @Test
  void withoutAPointerTheWholePayloadIsTheValue() {
    assertThat(decode("23.5", at(PointKind.ANALOG, "")).samples.value(0)).isEqualTo(23.5);
    assertThat(decode(" on\n", at(PointKind.BINARY, "")).samples.value(0)).isEqualTo(1);
    assertThat(decode("运行 中", at(PointKind.TEXT, "")).samples.text(0)).isEqualTo("运行 中");
    assertThat(decode("\"a\\tb\"", at(PointKind.TEXT, "")).samples.text(0)).isEqualTo("a\tb");
    assertThat(decode("null", at(PointKind.ANALOG, "")).samples.reason(0))
        .isEqualTo(QualityReason.NOT_AVAILABLE);
    assertThat(decode("{}", at(PointKind.ANALOG, "")).samples.reason(0))
        .isEqualTo(QualityReason.UNDECODABLE);
  }

  @Test
  void aMessageThatIsNotJsonMakesItsPointsBadAndIsToldOnce() {
    Decoded decoded =
        decode(
            "{\"v\":1,\n oops}",
            at(PointKind.ANALOG, "/v"),
            Mqtt.point(1, PointKind.ANALOG, "t", "/w"),
            Mqtt.event(2, "t"));
    assertThat(decoded.samples.size()).isEqualTo(2);
    assertThat(decoded.samples.reason(1)).isEqualTo(QualityReason.UNDECODABLE);
    assertThat(decoded.events).isEmpty();
    assertThat(decoded.rejected)
        .singleElement()
        .satisfies(one -> assertThat(one.position()).startsWith("line 2, column"));
  }

  @Test
  void anEmptyPayloadWithdrawsAStateAndIsNoEvent() {
    Decoded decoded = decode("", at(PointKind.ANALOG, "/v"), Mqtt.event(1, "t"));
    assertThat(decoded.samples.reason(0)).isEqualTo(QualityReason.NOT_AVAILABLE);
    assertThat(decoded.events).isEmpty();
    assertThat(decoded.rejected).isEmpty();
  }

  @Test
  void aSaneSourceTimeIsTheSamplesTime() {
    Decoded decoded =
        decode("{\"v\":1,\"ts\":\"2026-03-01T23:41:07.120+08:00\"}", at(PointKind.ANALOG, "/v"));
    assertThat(decoded.samples.time(0))
        .isEqualTo(Instant.parse("2026-03-01T15:41:07.120Z").toEpochMilli());
    assertThat(decoded.samples.quality(0)).isEqualTo(Quality.GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1970-01-01T00:00:00Z\"", "\"2026-03-01T15:51:08Z\"", "\"noon\""})
  void aClockThatIsOffGivesTheTimeOfReceiptAndAnUncertainValue(String time) {
    Decoded decoded = decode("{\"v\":1,\"ts\":" + time + "}", at(PointKind.ANALOG, "/v"));
    assertThat(decoded.samples.time(0)).isEqualTo(NOW.toEpochMilli());
    assertThat(decoded.samples.quality(0)).isEqualTo(Quality.UNCERTAIN);
    assertThat(decoded.samples.reason(0)).isEqualTo(QualityReason.CLOCK_OFF);
    assertThat(decoded.samples.value(0)).isEqualTo(1);
  }

  @Test
  void aMessageWithoutItsTimeIsGoodAtTheTimeOfReceipt() {
    Decoded decoded = decode("{\"v\":1}", at(PointKind.ANALOG, "/v"));
    assertThat(decoded.samples.time(0)).isEqualTo(NOW.toEpochMilli());
    assertThat(decoded.samples.quality(0)).isEqualTo(Quality.GOOD);
  }

  /** What the broker kept since yesterday is the device's last word, heard now. */
  @Test
  void aRetainedMessageMayBeOld() {
    Decoded decoded =
        decode("{\"v\":1,\"ts\":\"2026-02-28T00:00:00Z\"}", true, at(PointKind.ANALOG, "/v"));
    assertThat(decoded.samples.time(0)).isEqualTo(NOW.toEpochMilli());
    assertThat(decoded.samples.quality(0)).isEqualTo(Quality.GOOD);
  }

  @Test
  void anEventKeepsItsSourcesTimeAndItsFieldsByType() {
    DrivenPoint plate =
        Mqtt.event(
            9,
            "t",
            Map.of(
                "plate", new EventField(FieldType.TEXT, "/plate"),
                "confidence", new EventField(FieldType.NUMBER, "/confidence"),
                "exit", new EventField(FieldType.BOOL, "/exit"),
                "cred", new EventField(FieldType.TEXT, "/cred")));
    Decoded decoded =
        decode(
            "{\"id\":77,\"ts\":1600000000,\"plate\":\"沪A12345\",\"confidence\":\"93\",\"exit\":1,\"cred\":null}",
            plate);
    PointEvent event = decoded.events.getFirst();
    assertThat(event.point()).isEqualTo(9);
    assertThat(event.id()).isEqualTo("77");
    assertThat(event.time()).isEqualTo(Instant.ofEpochSecond(1_600_000_000));
    assertThat(event.received()).isEqualTo(NOW);
    assertThat(event.fields())
        .containsOnly(
            Map.entry("plate", "沪A12345"), Map.entry("confidence", 93.0), Map.entry("exit", true));
    assertThat(decoded.rejected).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T15:51:06Z, 2026-03-01T15:51:06Z, false",
    "2026-03-01T15:51:08Z, 2026-03-01T15:41:07.500Z, true",
    "2035-01-01T00:00:00Z, 2026-03-01T15:41:07.500Z, true",
    "2025-12-01T00:00:00Z, 2025-12-01T00:00:00Z, false",
    "2001-01-01T00:00:00Z, 2001-01-01T00:00:00Z, false",
    "2000-01-01T00:03:00Z, 2026-03-01T15:41:07.500Z, true",
    "1970-01-01T08:00:00Z, 2026-03-01T15:41:07.500Z, true"
  })
  void anEventWhoseTimeCannotBeIsDatedAtItsReceiptAndSaysSo(
      String said, Instant dated, boolean clockOff) {
    Decoded decoded = decode("{\"id\":1,\"ts\":\"" + said + "\"}", Mqtt.event(0, "t"));
    assertThat(decoded.events.getFirst().time()).isEqualTo(dated);
    assertThat(decoded.events.getFirst().told())
        .isEqualTo(clockOff ? Optional.of(Instant.parse(said)) : Optional.empty());
  }

  @Test
  void aTimeThatCannotBeReadIsTheMessagesFaultAndNotTheClocks() {
    Decoded decoded = decode("{\"id\":1,\"ts\":\"half past nine\"}", Mqtt.event(0, "t"));
    assertThat(decoded.events.getFirst().time()).isEqualTo(NOW);
    assertThat(decoded.events.getFirst().clockOff()).isFalse();
    assertThat(decoded.rejected)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.position()).isEqualTo("/ts");
              assertThat(one.why()).startsWith("no time that can be read");
            });
  }

  @Test
  void anEventThatTellsNoTimeSaysNothingOfAClock() {
    for (String message : List.of("{\"id\":1}", "{\"id\":1,\"ts\":null}")) {
      PointEvent event = decode(message, Mqtt.event(0, "t")).events.getFirst();
      assertThat(event.time()).isEqualTo(NOW);
      assertThat(event.clockOff()).isFalse();
    }
  }

  @Test
  void anEventIsKeptWithoutAFieldOfTheWrongTypeAndThatIsTold() {
    DrivenPoint plate =
        Mqtt.event(0, "t", Map.of("lane", new EventField(FieldType.NUMBER, "/lane")));
    Decoded decoded = decode("{\"id\":\"a\",\"lane\":\"left\"}", plate);
    assertThat(decoded.events.getFirst().fields()).isEmpty();
    assertThat(decoded.rejected.getFirst().position()).isEqualTo("/lane");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":{}}", "7"})
  void anEventWithoutAnIdentityIsToldAndNotMadeUp(String payload) {
    Decoded decoded = decode(payload, Mqtt.event(0, "t"));
    assertThat(decoded.events).isEmpty();
    assertThat(decoded.rejected.getFirst().why()).contains("identity");
  }

  @Property(tries = 300)
  void noPayloadMakesItThrow(@ForAll byte[] payload) {
    Decoded decoded = new Decoded();
    MessageDecoder.decode(
        new Arrival("t", payload, 1, 1, false, NOW),
        MqttPoint.of(
            List.of(
                at(PointKind.ANALOG, "/v"),
                Mqtt.point(1, PointKind.TEXT, "t", ""),
                Mqtt.event(2, "t"))),
        new SourceOrder(),
        decoded);
    assertThat(decoded.samples.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void malformedSourcesAreRefusedAllAtOnce() {
    var link =
        Mqtt.link(
            "tcp://127.0.0.1:1",
            Version.V5,
            Mqtt.point(0, PointKind.ANALOG, "a/#/b", "/v"),
            Mqtt.point(1, PointKind.ANALOG, "a", "v"));
    assertThat(Drivers.refusals(link))
        .extracting(LinkRefusal::what)
        .containsExactly("device/p0: \"a/#/b\" is no topic", "device/p1: \"v\" is no JSON pointer");
  }
}
