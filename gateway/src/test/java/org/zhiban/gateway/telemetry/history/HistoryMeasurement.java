package org.zhiban.gateway.telemetry.history;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.zhiban.gateway.storage.SqliteFile;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * The figures of {@code docs/decisions}: a day of points that are read each second, appended a
 * minute at a time; then commits of a hundred samples, beside SQLite keeping the same bytes as rows
 * and a raw sync of the disk. Arguments: a folder to make, and how many points (100).
 */
final class HistoryMeasurement {
  private static final Instant T0 = Instant.parse("2026-11-21T00:00:00Z");
  private static final int COMMITS = 300;
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  public static void main(String[] arguments) throws IOException, SQLException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int points = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    PointIndex index =
        new PointIndex(
            IntStream.range(0, points).mapToObj(i -> new PointRef("e" + i, "p")).toList());
    InstantSource clock = InstantSource.fixed(T0.plus(Duration.ofHours(30)));
    HistorySettings settings = HistorySettings.of(Duration.ofDays(400), true);
    try (FileHistorian historian = FileHistorian.open(folder, index, settings, clock)) {
      appendDay(historian, points);
      ask(historian, index);
    }
    long start = THREAD.getCurrentThreadCpuTime();
    try (FileHistorian historian = FileHistorian.open(folder, index, settings, clock)) {
      System.out.printf(
          Locale.ROOT,
          "reopened with %d samples in memory: %.0f ms of processor%n",
          historian.figures().inMemory(),
          (THREAD.getCurrentThreadCpuTime() - start) / 1e6);
      commits("own log", historian::append, points);
    }
    sqlite(folder.resolve("rows.db"), points);
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT, "heap in use %.0f MB%n", (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
  }

  private static void appendDay(FileHistorian historian, int points) {
    Random random = new Random(1);
    double[] walk = new double[points];
    Arrays.fill(walk, 2000);
    long start = System.nanoTime();
    for (int minute = 0; minute < 24 * 60; minute++) {
      SampleBatch batch = new SampleBatch(points * 60);
      for (int second = 0; second < 60; second++) {
        long time = T0.toEpochMilli() + (minute * 60L + second) * 1000 + random.nextInt(20);
        for (int point = 0; point < points; point++) {
          batch.good(point, next(walk, point, random), time);
        }
      }
      historian.append(batch);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double busy = PROCESS.getProcessCpuTime() / 1e9;
    HistoryFigures figures = historian.figures();
    long stored = figures.appended() - figures.inMemory();
    System.out.printf(
        Locale.ROOT,
        "%d samples in %.1f s, %.1f s of processor with all compaction until then%n",
        figures.appended(),
        seconds,
        busy);
    System.out.printf(
        Locale.ROOT,
        "log %.2f bytes a sample, blocks %.2f bytes a sample of the %d in them%n",
        (double) figures.logBytes() / figures.appended(),
        (double) figures.blockBytes() / stored,
        stored);
  }

  /** By turns a noisy analog, one through a 32-bit register, a counter and a bit. */
  static double next(double[] walk, int point, Random random) {
    return switch (point % 4) {
      case 0 -> {
        walk[point] += random.nextInt(7) - 3;
        yield walk[point] / 100;
      }
      case 1 -> (float) (230 + random.nextGaussian() / 2);
      case 2 -> {
        walk[point] += random.nextInt(3);
        yield walk[point];
      }
      default -> {
        if (random.nextInt(300) == 0) {
          walk[point] = 2001 - walk[point];
        }
        yield walk[point] % 2;
      }
    };
  }

  private static void ask(FileHistorian historian, PointIndex index) {
    for (int point = 0; point < 4; point++) {
      double[] times = new double[20];
      int buckets = 0;
      for (int i = 0; i < times.length; i++) {
        long start = THREAD.getCurrentThreadCpuTime();
        buckets =
            historian
                .buckets(index.ref(point), T0, T0.plus(Duration.ofDays(1)), Duration.ofMinutes(1))
                .size();
        times[i] = (THREAD.getCurrentThreadCpuTime() - start) / 1e6;
      }
      Arrays.sort(times);
      System.out.printf(
          Locale.ROOT,
          "one day of one point by minute, %d steps: %.1f ms of processor p50, %.1f worst%n",
          buckets,
          times[10],
          times[19]);
    }
  }

  private interface Append {
    void append(SampleBatch batch) throws SQLException;
  }

  private static void commits(String what, Append append, int points) throws SQLException {
    double[] times = new double[COMMITS];
    for (int i = 0; i < COMMITS; i++) {
      SampleBatch batch = new SampleBatch(100);
      for (int row = 0; row < 100; row++) {
        batch.good(row % points, row / 10.0, Clock.systemUTC().millis());
      }
      long start = System.nanoTime();
      append.append(batch);
      times[i] = ms(start);
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%s, a commit of 100 samples: %.2f ms p50, %.2f ms p99%n",
        what,
        times[COMMITS / 2],
        times[COMMITS * 99 / 100]);
  }

  private static void sqlite(Path path, int points) throws SQLException {
    try (Connection connection = new SqliteFile(path).openToWrite()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE batch (seq INTEGER PRIMARY KEY, samples BLOB NOT NULL)");
        statement.execute(
            "CREATE TABLE sample (point INTEGER, at INTEGER, value REAL, PRIMARY KEY (point, at))"
                + " WITHOUT ROWID");
      }
      connection.commit();
      try (var blob = connection.prepareStatement("INSERT INTO batch (samples) VALUES (?)");
          var row = connection.prepareStatement("INSERT OR REPLACE INTO sample VALUES (?, ?, ?)")) {
        commits(
            "SQLite, a blob a batch",
            batch -> {
              ByteSink sink = new ByteSink(1024);
              BatchCodec.encode(sink, batch);
              blob.setBytes(1, sink.toArray());
              blob.executeUpdate();
              connection.commit();
            },
            points);
        commits(
            "SQLite, a row a sample",
            batch -> {
              for (int i = 0; i < batch.size(); i++) {
                row.setInt(1, batch.point(i));
                row.setLong(2, batch.time(i));
                row.setDouble(3, batch.value(i));
                row.addBatch();
              }
              row.executeBatch();
              connection.commit();
            },
            points);
      }
    }
  }

  private static double ms(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private HistoryMeasurement() {}
}
