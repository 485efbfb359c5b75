package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

class ChunkCodecProperties {
  /** A sample with its value as bits, since one NaN does not equal another. */
  record Bits(long time, long value, byte code, @Nullable String text) {}

  private static List<Bits> bits(Samples samples) {
    List<Bits> bits = new ArrayList<>();
    for (int row = 0; row < samples.size(); row++) {
      bits.add(
          new Bits(
              samples.time(row),
              Double.doubleToRawLongBits(samples.value(row)),
              samples.code(row),
              samples.text(row)));
    }
    return bits;
  }

  private static Samples samples(List<Bits> bits) {
    Samples samples = new Samples(bits.size());
    bits.forEach(
        b -> samples.add(b.time(), Double.longBitsToDouble(b.value()), b.code(), b.text()));
    return samples;
  }

  private static Arbitrary<Bits> samples(Arbitrary<Double> values) {
    Arbitrary<Byte> codes =
        Combinators.combine(Arbitraries.of(Quality.class), Arbitraries.of(QualityReason.class))
            .as(Samples::code);
    Arbitrary<String> texts =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.of("", "沪A12345", "上行")),
            net.jqwik.api.Tuple.of(1, Arbitraries.strings()));
    return Combinators.combine(
            Arbitraries.longs(),
            values.map(Double::doubleToRawLongBits),
            codes,
            texts.injectNull(.8))
        .as(Bits::new);
  }

  @Provide
  Arbitrary<List<Bits>> wild() {
    Arbitrary<Double> anything =
        Arbitraries.oneOf(
            Arbitraries.longs().map(Double::longBitsToDouble),
            Arbitraries.doubles(),
            Arbitraries.floats().map(Float::doubleValue),
            Arbitraries.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                0.0,
                -0.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE));
    return samples(anything).list().ofMaxSize(300);
  }

  @Provide
  Arbitrary<List<Bits>> measured() {
    return Arbitraries.integers()
        .between(0, 8)
        .flatMap(
            digits ->
                samples(
                        Arbitraries.integers()
                            .between(-100_000, 100_000)
                            .map(i -> i / Math.pow(10, digits))
                            .injectNull(.1)
                            .map(v -> v == null ? Double.NaN : v))
                    .list()
                    .ofMaxSize(300));
  }

  @Property(tries = 500)
  void whatever_the_values_and_times_are_they_come_back_bit_by_bit(
      @ForAll("wild") List<Bits> bits) {
    assertThat(bits(ChunkCodec.decode(ChunkCodec.encode(samples(bits))))).isEqualTo(bits);
  }

  @Property(tries = 500)
  void measured_values_come_back_bit_by_bit(@ForAll("measured") List<Bits> bits) {
    List<Bits> sorted =
        bits.stream().sorted(java.util.Comparator.comparingLong(Bits::time)).toList();
    assertThat(bits(ChunkCodec.decode(ChunkCodec.encode(samples(sorted))))).isEqualTo(sorted);
  }

  @Property(tries = 300)
  void a_batch_in_order_of_arrival_comes_back_bit_by_bit(
      @ForAll("wild") List<Bits> bits, @ForAll List<Integer> series) {
    SampleBatch batch = new SampleBatch(1);
    for (int row = 0; row < bits.size(); row++) {
      Bits b = bits.get(row);
      batch.add(
          series.isEmpty() ? row : series.get(row % series.size()) & Integer.MAX_VALUE,
          Double.longBitsToDouble(b.value()),
          b.text(),
          Samples.quality(b.code()),
          Samples.reason(b.code()),
          b.time());
    }
    ByteSink sink = new ByteSink(0);
    BatchCodec.encode(sink, batch);
    SampleBatch decoded = BatchCodec.decode(new ByteSource(sink.toArray()));
    assertThat(rows(decoded)).isEqualTo(rows(batch));
  }

  private static List<List<?>> rows(SampleBatch batch) {
    List<List<?>> rows = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(
          List.of(
              batch.point(row),
              Double.doubleToRawLongBits(batch.value(row)),
              batch.quality(row),
              batch.reason(row),
              batch.time(row),
              java.util.Optional.ofNullable(batch.text(row))));
    }
    return rows;
  }

  @Example
  void a_regular_reading_of_few_digits_takes_about_a_byte() {
    Samples samples = new Samples(1024);
    for (int row = 0; row < 1024; row++) {
      double bar = Math.round(42 + 3 * Math.sin(row / 50.0)) / 100.0;
      samples.add(row * 1000L + row % 3, bar, (byte) 0, null);
    }
    assertThat(ChunkCodec.encode(samples).length).isLessThan(1024);
  }

  @Example
  void what_came_from_a_32_bit_register_takes_no_more_than_its_digits() {
    Samples samples = new Samples(1024);
    for (int row = 0; row < 1024; row++) {
      samples.add(row * 1000L, (float) (230 + row % 10 / 10.0), (byte) 0, null);
    }
    assertThat(ChunkCodec.encode(samples).length).isLessThan(1024);
  }
}
