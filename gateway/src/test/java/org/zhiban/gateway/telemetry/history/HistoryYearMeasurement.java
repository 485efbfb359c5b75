package org.zhiban.gateway.telemetry.history;

import com.google.errorprone.annotations.FormatMethod;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * The figures of {@code docs/decisions} over a year: the first point is read each second, the
 * others (99) each minute; a year of a point by day is asked from its steps and from its samples.
 * Arguments: a folder to make, how many points (100), how many days (366).
 */
final class HistoryYearMeasurement {
  private static final Instant T0 = Instant.parse("2025-01-01T00:00:00Z");
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static Instant now = T0;

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int points = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    int days = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 366;
    PointIndex index =
        new PointIndex(
            IntStream.range(0, points).mapToObj(i -> new PointRef("e" + i, "p")).toList());
    HistorySettings settings = HistorySettings.of(Duration.ofDays(400), false);
    try (FileHistorian historian = FileHistorian.open(folder, index, settings, () -> now)) {
      live(historian, points, days);
    }
    now = T0.plus(Duration.ofDays(days + 3));
    try (FileHistorian historian = FileHistorian.open(folder, index, settings, () -> now)) {
      historian.settled();
      HistoryFigures figures = historian.figures();
      say(
          "%d samples, %.2f bytes each; steps %.2f MB a point and year; %.0f s of processor",
          figures.appended(),
          (double) figures.blockBytes() / figures.appended(),
          figures.rollupBytes() / 1e6 / points * 365 / days,
          PROCESS.getProcessCpuTime() / 1e9);
      Instant end = T0.plus(Duration.ofDays(days));
      for (int point : new int[] {0, 1, 2, 3}) {
        ask(historian, index.ref(point), "a year by day", T0, end, Duration.ofDays(1));
        ask(historian, index.ref(point), "a year by hour", T0, end, Duration.ofHours(1));
        ask(
            historian,
            index.ref(point),
            "a week by minute",
            end.minus(Duration.ofDays(7)),
            end,
            Duration.ofMinutes(1));
      }
      ask(
          historian,
          index.ref(0),
          "the year by day from its samples",
          T0,
          end,
          Duration.ofSeconds(86_401));
    }
  }

  private static void live(FileHistorian historian, int points, int days) {
    Random random = new Random(1);
    double[] walk = new double[points];
    Arrays.fill(walk, 2000);
    for (int minute = 0; minute < days * 24 * 60; minute++) {
      now = T0.plus(Duration.ofMinutes(minute + 1));
      SampleBatch batch = new SampleBatch(points + 60);
      long time = T0.toEpochMilli() + minute * 60_000L;
      for (int second = 0; second < 60; second++) {
        batch.good(
            0,
            HistoryMeasurement.next(walk, 0, random),
            time + second * 1000L + random.nextInt(20));
      }
      for (int point = 1; point < points; point++) {
        batch.good(point, HistoryMeasurement.next(walk, point, random), time + random.nextInt(20));
      }
      historian.append(batch);
    }
  }

  private static void ask(
      FileHistorian historian,
      PointRef point,
      String what,
      Instant from,
      Instant to,
      Duration step) {
    double[] times = new double[9];
    int buckets = 0;
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      buckets = historian.buckets(point, from, to, step).size();
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    double first = times[0];
    Arrays.sort(times);
    say(
        "%s of %s, %d steps: %.1f ms the first time, %.1f ms p50",
        what, point.equipment(), buckets, first, times[4]);
  }

  @FormatMethod
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private HistoryYearMeasurement() {}
}
