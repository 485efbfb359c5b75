package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.telemetry.Historian.Backlog;
import org.zhiban.gateway.telemetry.Historian.Row;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/** Whatever is appended, compacted, merged and reopened, the answers are those of a plain list. */
class HistoryModelTest {
  private static final Instant T0 = Instant.parse("2026-11-21T22:00:00Z");
  private static final int POINTS = 5;
  private static final List<PointRef> REFS =
      java.util.stream.IntStream.range(0, POINTS)
          .mapToObj(i -> new PointRef("pump-" + i, "flow"))
          .toList();

  @TempDir Path folder;

  private Historian open() {
    return FileHistorian.open(
        folder,
        new PointIndex(REFS),
        new HistorySettings(Duration.ofDays(400), true, 40, Duration.ofHours(1), 7, 2_000),
        InstantSource.fixed(T0.plusSeconds(3 * 86_400)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_answers_are_those_of_a_plain_list(long seed) {
    Random random = new Random(seed);
    List<Row> model = new ArrayList<>();
    Historian historian = open();
    try {
      for (int step = 0; step < 120; step++) {
        SampleBatch batch = new SampleBatch(1);
        for (int i = random.nextInt(12); i >= 0; i--) {
          model.add(add(batch, random, step));
        }
        historian.append(batch);
        if (random.nextInt(15) == 0) {
          historian.close();
          historian = open();
        }
        if (random.nextInt(6) == 0) {
          compare(historian, model, random);
        }
      }
      compare(historian, model, random);
      assertThat(backlog(historian)).isEqualTo(model);
    } finally {
      historian.close();
    }
  }

  /** Mostly a little later than the one before, sometimes days late. */
  private static Row add(SampleBatch batch, Random random, int step) {
    int point = random.nextInt(POINTS);
    long late = random.nextInt(20) == 0 ? random.nextInt(3 * 86_400_000) : 0;
    long time = T0.toEpochMilli() + step * 120_000L + random.nextInt(1000) - late;
    boolean bad = random.nextInt(10) == 0;
    PointValue value =
        bad
            ? new PointValue(Double.NaN, null, Quality.BAD, QualityReason.TIMEOUT, time)
            : new PointValue(
                random.nextInt(1000) / 8.0, null, Quality.GOOD, QualityReason.NONE, time);
    batch.add(point, value.value(), null, value.quality(), value.reason(), time);
    return new Row(REFS.get(point), value);
  }

  private static void compare(Historian historian, List<Row> model, Random random) {
    for (PointRef point : REFS) {
      List<PointValue> expected =
          model.stream()
              .filter(row -> row.point().equals(point))
              .map(Row::value)
              .sorted(Comparator.comparingLong(PointValue::time))
              .toList();
      assertThat(historian.raw(point, Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE))
          .isEqualTo(expected);
      Instant from = T0.plusSeconds(random.nextInt(8 * 3600) - 4 * 3600);
      Instant to = from.plusSeconds(random.nextInt(4 * 3600));
      List<PointValue> within =
          expected.stream()
              .filter(v -> v.time() >= from.toEpochMilli() && v.time() < to.toEpochMilli())
              .toList();
      assertThat(historian.raw(point, from, to, Integer.MAX_VALUE)).isEqualTo(within);
      assertThat(
              historian.buckets(point, from, to, Duration.ofMinutes(10)).stream()
                  .mapToLong(Historian.Bucket::count)
                  .sum())
          .isEqualTo(within.size());
      List<PointValue> before =
          expected.stream().filter(v -> v.time() <= to.toEpochMilli()).toList();
      assertThat(historian.lastBefore(point, to))
          .isEqualTo(before.isEmpty() ? List.of() : List.of(before.getLast()));
    }
  }

  private static List<Row> backlog(Historian historian) {
    List<Row> rows = new ArrayList<>();
    for (long cursor = 0; cursor < historian.head(); ) {
      Backlog part = historian.readAfter(cursor, 11);
      rows.addAll(part.rows());
      cursor = part.next();
    }
    return rows;
  }
}
