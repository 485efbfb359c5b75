package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.telemetry.Historian.Bucket;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/** A history whose samples are kept for three days, and beside it a plain list of all of them. */
abstract class RolledHistory {
  protected static final Instant T0 = Instant.parse("2026-09-28T00:00:00Z");
  protected static final PointRef FLOW = new PointRef("pump", "flow");
  protected static final PointRef LEVEL = new PointRef("tank", "level");
  protected static final PointRef PLATE = new PointRef("gate", "plate");
  protected static final PointRef TICK = new PointRef("clock", "tick");
  protected static final PointIndex POINTS = new PointIndex(List.of(FLOW, LEVEL, PLATE, TICK));
  protected static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");

  /** A sample as a plain list keeps it. */
  record Kept(int point, long time, double value, boolean bad) {}

  @TempDir protected Path data;
  protected final List<Kept> model = new ArrayList<>();
  protected Duration retention = Duration.ofDays(3);
  protected Instant now = T0;
  protected long room = Long.MAX_VALUE;
  protected FileHistorian historian;

  @BeforeEach
  protected void open() {
    historian =
        FileHistorian.open(
            data,
            POINTS,
            new HistorySettings(retention, false, 60, Duration.ofHours(1), 7, 4_000),
            () -> now,
            new Room(() -> room));
    historian.settled();
  }

  @AfterEach
  protected void close() {
    historian.close();
  }

  protected void reopen() {
    historian.close();
    open();
  }

  protected static Instant day(int number) {
    return T0.plus(Duration.ofDays(number));
  }

  protected void append(Kept... samples) {
    SampleBatch batch = new SampleBatch(samples.length);
    for (Kept sample : samples) {
      model.add(sample);
      if (sample.bad()) {
        batch.bad(sample.point(), QualityReason.TIMEOUT, sample.time());
      } else if (sample.point() == 2) {
        batch.add(2, Double.NaN, "沪A", Quality.GOOD, QualityReason.NONE, sample.time());
      } else {
        batch.good(sample.point(), sample.value(), sample.time());
      }
    }
    historian.append(batch);
  }

  /** Some samples of a day, all over it; one in ten is up to two days late, one in eight bad. */
  protected void live(int number, Random random, int samples) {
    for (int i = 0; i < samples; i++) {
      now = day(number).plusMillis(86_400_000L * i / samples);
      int point = random.nextInt(3);
      long late = random.nextInt(10) == 0 ? random.nextInt(2 * 86_400_000) : random.nextInt(9_000);
      double value = point == 0 ? random.nextInt(2000) / 100.0 : random.nextFloat() * 1000;
      boolean bad = random.nextInt(8) == 0;
      append(new Kept(point, Math.max(T0.toEpochMilli(), now.toEpochMilli() - late), value, bad));
    }
  }

  /** A day begins; what is in memory is put into files, and everything is tidied. */
  protected void tidy(int number) {
    now = day(number);
    reopen();
    flush();
    flush();
  }

  /** What is older than an hour leaves the memory with the next sample. */
  protected void flush() {
    now = now.plus(Duration.ofHours(1));
    SampleBatch tick = new SampleBatch(1);
    tick.good(3, 1, now.toEpochMilli());
    historian.append(tick);
    historian.settled();
  }

  protected List<Bucket> expected(int point, Instant from, Instant to, Duration step) {
    TreeMap<Long, List<Kept>> steps = new TreeMap<>();
    List<Kept> sorted = new ArrayList<>(model);
    sorted.sort(Comparator.comparingLong(Kept::time));
    for (Kept sample : sorted) {
      if (sample.point() == point
          && sample.time() >= from.toEpochMilli()
          && sample.time() < to.toEpochMilli()) {
        steps
            .computeIfAbsent(Math.floorDiv(sample.time(), step.toMillis()), _ -> new ArrayList<>())
            .add(sample);
      }
    }
    List<Bucket> buckets = new ArrayList<>();
    steps.forEach(
        (aligned, samples) -> {
          List<Kept> numbers = samples.stream().filter(s -> !s.bad() && point != 2).toList();
          var figures = numbers.stream().mapToDouble(Kept::value).summaryStatistics();
          buckets.add(
              new Bucket(
                  Instant.ofEpochMilli(aligned * step.toMillis()),
                  numbers.stream().mapToDouble(Kept::value).min(),
                  numbers.stream().mapToDouble(Kept::value).max(),
                  numbers.isEmpty()
                      ? OptionalDouble.empty()
                      : OptionalDouble.of(figures.getAverage()),
                  numbers.isEmpty()
                      ? OptionalDouble.empty()
                      : OptionalDouble.of(numbers.getLast().value()),
                  samples.size(),
                  samples.stream().filter(Kept::bad).count()));
        });
    return buckets;
  }

  protected void compare(Instant from, Instant to, Duration step) {
    for (int point = 0; point < 3; point++) {
      List<Bucket> expected = expected(point, from, to, step);
      List<Bucket> found = historian.buckets(POINTS.ref(point), from, to, step);
      assertThat(found)
          .as("point %s by %s from %s to %s", point, step, from, to)
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("avg")
          .isEqualTo(expected);
      for (int i = 0; i < found.size(); i++) {
        if (expected.get(i).avg().isPresent()) {
          assertThat(found.get(i).avg().orElseThrow())
              .isCloseTo(expected.get(i).avg().orElseThrow(), Offset.offset(1e-9));
        } else {
          assertThat(found.get(i).avg()).isEmpty();
        }
      }
    }
  }

  protected void compare() {
    for (Duration step :
        List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(7),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(30))) {
      compare(T0, EVER, step);
    }
  }

  /** Those of the first two days and of their month. */
  protected List<Path> files(String ending) {
    return all(ending).stream()
        .filter(file -> file.getFileName().toString().matches("2026-09(-28|-29|\\.hours).*"))
        .toList();
  }

  protected List<Path> all(String ending) {
    try (var files = Files.list(data.resolve(FileHistorian.FOLDER))) {
      return files.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
