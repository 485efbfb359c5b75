package org.zhiban.drivers.mqtt.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payloads as Eclipse Tahu's sparkplug-payload for Node.js, 1.0.3, wrote them. */
final class PayloadTest {
  private static Payload read(String hex) throws MalformedPayloadException {
    return Payload.read(HexFormat.of().parseHex(hex));
  }

  private static Object value(Metric metric) {
    DataType type = DataType.of(metric.type().orElseThrow()).orElseThrow();
    return type.read(metric.value().orElseThrow()).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "Int8, -1, 08adf8bdd0ca3312120a016d18acf8bdd0ca33200150ffffffff0f18ff01",
    "Int8, 127, 08adf8bdd0ca33120e0a016d18acf8bdd0ca332001507f18ff01",
    "Int16, -32768, 08adf8bdd0ca3312120a016d18acf8bdd0ca332002508080feff0f18ff01",
    "Int32, -2147483648, 08adf8bdd0ca3312120a016d18acf8bdd0ca33200350808080800818ff01",
    "Int64, -9007199254740993,"
        + " 08adf8bdd0ca3312170a016d18acf8bdd0ca33200458ffffffffffffffefff0118ff01",
    "UInt8, 255, 08adf8bdd0ca33120f0a016d18acf8bdd0ca33200550ff0118ff01",
    "UInt16, 65535, 08adf8bdd0ca3312100a016d18acf8bdd0ca33200650ffff0318ff01",
    "UInt32, 4294967295, 08adf8bdd0ca3312120a016d18acf8bdd0ca33200758ffffffff0f18ff01",
    "UInt64, 18446744073709551615,"
        + " 08adf8bdd0ca3312170a016d18acf8bdd0ca33200858ffffffffffffffffff0118ff01",
    "Float, -2.5, 08adf8bdd0ca3312110a016d18acf8bdd0ca33200965000020c018ff01",
    "Double, 0.1, 08adf8bdd0ca3312150a016d18acf8bdd0ca33200a699a9999999999b93f18ff01",
    "Boolean, true, 08adf8bdd0ca33120e0a016d18acf8bdd0ca33200b700118ff01",
    "String, 沪A12345, 08adf8bdd0ca3312170a016d18acf8bdd0ca33200c7a09e6b2aa41313233343518ff01",
    "DateTime, 1772379667500," + " 08adf8bdd0ca3312130a016d18acf8bdd0ca33200d58acf8bdd0ca3318ff01",
    "Text, x, 08adf8bdd0ca33120f0a016d18acf8bdd0ca33200e7a017818ff01",
    "UUID, 123e4567-e89b-12d3-a456-426614174000,"
        + " 08adf8bdd0ca3312320a016d18acf8bdd0ca33200f7a2431323365343536372d653839622d31326433"
        + "2d613435362d34323636313431373430303018ff01",
  })
  void everyTypeIsReadAsTahuWritesIt(String type, String value, String hex)
      throws MalformedPayloadException {
    Payload payload = read(hex);
    Metric metric = payload.metrics().getFirst();

    assertThat(value(metric)).hasToString(value);
    assertThat(DataType.of(metric.type().orElseThrow()).orElseThrow().word()).isEqualTo(type);
    assertThat(metric.name()).contains("m");
    assertThat(metric.time()).hasValue(1_772_379_667_500L);
    assertThat(payload.time()).hasValue(1_772_379_667_501L);
    assertThat(payload.sequence()).hasValue(255);
    assertThat(HexFormat.of().formatHex(payload.toBytes())).isEqualTo(hex);
  }

  @Test
  void anAliasANullAHistoricalValueAndItsQualityAreRead() throws MalformedPayloadException {
    Metric absent = read("0801120810071805200338011800").metrics().getFirst();
    assertThat(absent.name()).isEmpty();
    assertThat(absent.alias()).hasValue(7);
    assertThat(absent.absent()).isTrue();
    assertThat(absent.value()).isEmpty();

    Metric past =
        read("080112380a016d18acf8bdd0ca33200a28014a1f0a04556e69740a075175616c6974791207080c42036b"
                + "50611205080318f40369000000000000f83f1803")
            .metrics()
            .getFirst();
    assertThat(past.historical()).isTrue();
    assertThat(past.quality()).hasValue(500);
    assertThat(value(past)).isEqualTo(1.5);
  }

  @ParameterizedTest
  @CsvSource({
    "a data set, 0801121c0a016d18acf8bdd0ca3320108a010d0801120161180322040a0208011803",
    "a template, 080112110a016d18acf8bdd0ca33201392010228011803",
    "bytes, 080112110a016d18acf8bdd0ca33201182010201021803",
  })
  void whatIsNotOneValueIsNamed(String word, String hex) throws MalformedPayloadException {
    assertThat(read(hex).metrics().getFirst().value()).contains(new WireValue.Structured(word));
  }

  /** Sparkplug 3.0, 6.4.16 gives uint32 for all of them; publishers cut the sign off anywhere. */
  @ParameterizedTest
  @CsvSource({
    "INT8, 255, -1",
    "INT8, 4294967295, -1",
    "INT8, 256, ",
    "INT16, 65535, -1",
    "INT16, 4294934528, -32768",
    "INT16, 65536, ",
    "INT32, 4294967295, -1",
    "INT64, 4294967295, ",
    "INT64, 5, 5",
    "UINT8, 255, 255",
    "UINT8, 256, ",
    "UINT16, 65536, ",
    "UINT32, 4294967295, 4294967295",
    "BOOLEAN, 1, ",
    "DOUBLE, 1, ",
    "STRING, 1, ",
    "TEMPLATE, 1, ",
  })
  void aNumberOf32BitsMeansWhatItsTypeCanMean(DataType type, long bits, String meant) {
    assertThat(type.read(new WireValue.IntValue((int) bits)).map(Object::toString))
        .isEqualTo(Optional.ofNullable(meant));
  }

  @ParameterizedTest
  @CsvSource({
    "08, ends within a number",
    "0affffffff0f, wire type 2 in place of 0",
    "12ff01, says that 255 bytes follow",
    "12ffffffffffffffffff01, says that 18446744073709551615 bytes follow",
    "1203690000, ends within a number",
    "12030a01ff, a text that is not UTF-8",
    "18ffffffffffffffffffff01, a number of more than 10 bytes",
    "0b, wire type 3 in place of 0",
    "33, 'a group, which Sparkplug does not use'",
    "37, wire type 7",
    "00, no field has the number 0",
    "221253504256312e305f434f4d50524553534544,"
        + " 'compressed, which Sparkplug 3.0 does not know; switch it off'",
  })
  void bytesThatAreNoPayloadAreToldOf(String hex, String why) {
    assertThatThrownBy(() -> read(hex))
        .isInstanceOf(MalformedPayloadException.class)
        .hasMessage(why);
  }

  @Test
  void whatALaterVersionAddsIsPassedOver() throws MalformedPayloadException {
    assertThat(read("0805fa0102abcdf50101020304f101010203040506070818071200").sequence())
        .hasValue(7);
  }

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll("payloads") Payload payload) throws MalformedPayloadException {
    assertThat(Payload.read(payload.toBytes())).isEqualTo(payload);
  }

  @Property(tries = 300)
  void noBytesDoAnythingButBeReadOrRefused(@ForAll byte[] bytes) {
    try {
      assertThat(Payload.read(bytes)).isNotNull();
    } catch (MalformedPayloadException e) {
      assertThat(e.at()).isBetween(0, bytes.length);
    }
  }

  @Property(tries = 300)
  void noPartOfAPayloadReadsBeyondItsEnd(@ForAll("payloads") Payload payload, @ForAll int cut) {
    byte[] whole = payload.toBytes();
    int length = Math.floorMod(cut, whole.length + 1);
    try {
      List<Metric> metrics = Payload.read(java.util.Arrays.copyOf(whole, length)).metrics();
      assertThat(payload.metrics()).containsAll(metrics);
    } catch (MalformedPayloadException e) {
      assertThat(e.at()).isLessThanOrEqualTo(length);
    }
  }

  @Provide
  Arbitrary<Payload> payloads() {
    return Combinators.combine(
            Arbitraries.longs().injectNull(0.1),
            Arbitraries.longs().between(0, 255).injectNull(0.1),
            metrics().list().ofMaxSize(5))
        .as(
            (time, sequence, metrics) ->
                new Payload(optional(time), optional(sequence), new ArrayList<>(metrics)));
  }

  private static Arbitrary<Metric> metrics() {
    return Combinators.combine(
            Arbitraries.strings().withCharRange('!', '\u9fa5').ofMaxLength(20).injectNull(0.3),
            Arbitraries.longs().injectNull(0.5),
            Arbitraries.longs().injectNull(0.3),
            Arbitraries.of(DataType.values()).injectNull(0.3),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of(0, 64, 192, 500).injectNull(0.6),
            values().injectNull(0.2))
        .as(
            (name, alias, time, type, historical, absent, quality, value) ->
                new Metric(
                    Optional.ofNullable(name),
                    optional(alias),
                    optional(time),
                    type == null ? OptionalInt.empty() : OptionalInt.of(type.code()),
                    historical,
                    absent,
                    quality == null ? OptionalInt.empty() : OptionalInt.of(quality),
                    Optional.ofNullable(value)));
  }

  private static Arbitrary<WireValue> values() {
    return Arbitraries.oneOf(
        Arbitraries.integers().map(WireValue.IntValue::new),
        Arbitraries.longs().map(WireValue.LongValue::new),
        Arbitraries.floats().map(WireValue.FloatValue::new),
        Arbitraries.doubles().map(WireValue.DoubleValue::new),
        Arbitraries.of(true, false).map(WireValue.BooleanValue::new),
        Arbitraries.strings().withCharRange(' ', '\u9fa5').map(WireValue.StringValue::new));
  }

  private static OptionalLong optional(@org.jspecify.annotations.Nullable Long number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
