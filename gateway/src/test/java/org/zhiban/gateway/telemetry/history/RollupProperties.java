package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.assertj.core.data.Offset;
import org.zhiban.gateway.telemetry.Historian.Bucket;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;

/** Steps of steps are those of the samples, and bytes give back what was written. */
class RollupProperties {
  private static final byte GOOD = Samples.code(Quality.GOOD, QualityReason.NONE);
  private static final byte BAD = Samples.code(Quality.BAD, QualityReason.TIMEOUT);

  /** A sample: milliseconds since the one before, and its number; NaN is a bad one or a text. */
  @Provide
  Arbitrary<List<Tuple2<Long, Double>>> lives() {
    Arbitrary<Double> values =
        Arbitraries.oneOf(
            Arbitraries.integers().between(-5000, 5000).map(i -> i / 100.0),
            Arbitraries.integers().between(0, 1).map(i -> (double) i),
            Arbitraries.doubles().between(-1e9, 1e9).map(d -> (double) d.floatValue()),
            Arbitraries.doubles().between(-1e300, 1e300),
            Arbitraries.just(-0.0),
            Arbitraries.just(Double.NaN));
    return Arbitraries.longs()
        .between(0, 40_000)
        .flatMap(gap -> values.map(value -> Tuple.of(gap, value)))
        .list()
        .ofMaxSize(300);
  }

  private static Samples samples(List<Tuple2<Long, Double>> life) {
    Samples samples = new Samples(8);
    long time = 1_790_000_000_000L;
    for (int i = 0; i < life.size(); i++) {
      time += life.get(i).get1();
      double value = life.get(i).get2();
      boolean bad = Double.isNaN(value) && i % 2 == 0;
      samples.add(time, value, bad ? BAD : GOOD, null);
    }
    return samples;
  }

  private static Rollup by(long step, Samples samples) {
    Rollup rows = new Rollup(step);
    rows.add(samples);
    return rows;
  }

  @Property
  void bytesGiveBackWhatWasWritten(@ForAll("lives") List<Tuple2<Long, Double>> life) {
    Rollup rows = by(Rollup.MINUTE, samples(life));
    same(RollupCodec.decode(RollupCodec.encode(rows), Rollup.MINUTE), rows, life);
  }

  @Property
  void stepsOfMinutesAreThoseOfTheSamples(@ForAll("lives") List<Tuple2<Long, Double>> life) {
    Rollup hours = new Rollup(Rollup.HOUR);
    Rollup minutes = by(Rollup.MINUTE, samples(life));
    hours.addAll(RollupCodec.decode(RollupCodec.encode(minutes), Rollup.MINUTE), 0, Long.MAX_VALUE);
    same(hours, by(Rollup.HOUR, samples(life)), life);
  }

  @Property
  void whatCameLaterIsAddedToWhatThereWas(
      @ForAll("lives") List<Tuple2<Long, Double>> life,
      @ForAll("lives") List<Tuple2<Long, Double>> late) {
    Samples all = samples(life);
    all.addAll(samples(late), 0, Long.MAX_VALUE);
    Rollup together = by(Rollup.MINUTE, all.sorted());
    Rollup added = by(Rollup.MINUTE, samples(life)).with(by(Rollup.MINUTE, samples(late)));
    assertThat(added.size()).isEqualTo(together.size());
    for (int row = 0; row < added.size(); row++) {
      assertThat(added.time(row)).isEqualTo(together.time(row));
      assertThat(added.count(row)).isEqualTo(together.count(row));
      assertThat(added.bad(row)).isEqualTo(together.bad(row));
      assertThat(added.numbers(row)).isEqualTo(together.numbers(row));
      if (added.numbers(row) > 0) {
        assertThat(added.min(row)).isEqualTo(together.min(row));
        assertThat(added.max(row)).isEqualTo(together.max(row));
      }
    }
  }

  /** A sum is off by no more than roundings, which are of the greatest number among them. */
  private static void same(Rollup found, Rollup expected, List<Tuple2<Long, Double>> life) {
    double greatest =
        life.stream()
            .mapToDouble(Tuple2::get2)
            .filter(Double::isFinite)
            .map(Math::abs)
            .max()
            .orElse(0);
    List<Bucket> left = new ArrayList<>(found.buckets());
    List<Bucket> right = expected.buckets();
    assertThat(left).hasSameSizeAs(right);
    for (int i = 0; i < left.size(); i++) {
      Bucket one = left.get(i);
      Bucket other = right.get(i);
      assertThat(one.time()).isEqualTo(other.time());
      assertThat(one.count()).isEqualTo(other.count());
      assertThat(one.bad()).isEqualTo(other.bad());
      assertThat(one.min()).isEqualTo(other.min());
      assertThat(one.max()).isEqualTo(other.max());
      assertThat(one.last()).isEqualTo(other.last());
      assertThat(one.avg().isPresent()).isEqualTo(other.avg().isPresent());
      if (one.avg().isPresent() && Double.isFinite(other.avg().getAsDouble())) {
        assertThat(one.avg().getAsDouble())
            .isCloseTo(other.avg().getAsDouble(), Offset.offset(greatest * 1e-12));
      }
    }
  }
}
