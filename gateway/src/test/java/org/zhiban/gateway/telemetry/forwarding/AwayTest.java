package org.zhiban.gateway.telemetry.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.TelemetrySpec;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * The server was away while a thousand samples came each second, and comes back while they go on
 * coming. {@code -Dzhiban.away=P1D} makes it a day instead of ten minutes.
 */
@Isolated
class AwayTest {
  private static final Duration AWAY = Duration.parse(System.getProperty("zhiban.away", "PT10M"));
  private static final int MACHINES = 10;
  private static final int A_SECOND = 1_000;
  private static final int TURNS_A_SECOND = 20;

  @TempDir Path folder;
  private final PointIndex points = points();
  private final AtomicLong appended = new AtomicLong();
  private volatile boolean living = true;

  private static PointIndex points() {
    List<PointRef> refs = new ArrayList<>();
    for (int i = 0; i < A_SECOND; i++) {
      refs.add(new PointRef("pump-" + i % MACHINES, "p" + i));
    }
    return new PointIndex(refs);
  }

  private static MeasurementNames names() {
    Map<String, Equipment> machines = new LinkedHashMap<>();
    for (int i = 0; i < MACHINES; i++) {
      machines.put("pump-" + i, MeasurementNamesTest.equipment("pump-" + i, Optional.of("east")));
    }
    return new MeasurementNames("huidu", machines);
  }

  /** Notes how late the newest of what is accepted is, once it counts. */
  private static final class Watched implements MeasurementSink {
    private final MeasurementSink sink;
    private volatile Instant since = Instant.MAX;
    private volatile boolean accepted;
    private volatile Duration latest = Duration.ZERO;

    Watched(MeasurementSink sink) {
      this.sink = sink;
    }

    @Override
    public Outcome write(List<Measurement> rows) {
      Outcome outcome = sink.write(rows);
      if (outcome instanceof Outcome.Accepted) {
        accepted = true;
        Instant now = Clock.systemUTC().instant();
        for (Measurement row : rows) {
          Instant time = Instant.ofEpochMilli(row.time());
          Duration late = Duration.between(time, now);
          if (time.isAfter(since) && late.compareTo(latest) > 0) {
            latest = late;
          }
        }
      }
      return outcome;
    }

    @Override
    public void close() {
      sink.close();
    }
  }

  @Test
  void whatWasMissedComesBesideWhatIsNewAndNothingIsLostOrLate() throws Exception {
    assumeTrue(VictoriaMetrics.installed(), VictoriaMetrics.BINARY + " is not installed");
    try (var server = new VictoriaMetrics(folder);
        var historian =
            FileHistorian.open(
                folder, points, HistorySettings.of(Duration.ofDays(400), true), Clock.systemUTC());
        var operations = SqliteOperationsStore.open(folder)) {
      server.stop();
      Watched sink =
          new Watched(
              new InfluxSink(
                  new TelemetrySpec.Influx(server.url(), "huidu", "telemetry", new Secret("any"))));
      try (var forwarder =
          new Forwarder("influxdb", historian, operations, sink, names(), Clock.systemUTC())) {
        forwarder.start();
        missed(historian);
        await(() -> forwarder.figures().trouble().isPresent());
        Thread live = Thread.ofPlatform().name("live").start(() -> live(historian));
        server.start();
        await(() -> sink.accepted);
        Instant back = Clock.systemUTC().instant();
        sink.since = back;
        await(() -> forwarder.figures().waiting() < 2 * A_SECOND);
        Duration took = Duration.between(back, Clock.systemUTC().instant());
        living = false;
        live.join();
        await(() -> forwarder.figures().waiting() == 0);
        System.out.printf(
            "away %s: %d samples in %d s, %d a second; what was new at most %d ms late%n",
            AWAY,
            appended.get(),
            took.toSeconds(),
            appended.get() * 1_000 / Math.max(1, took.toMillis()),
            sink.latest.toMillis());

        assertThat(server.samples((int) AWAY.toDays() + 2))
            .as("each sample, a value and a quality")
            .isEqualTo(2 * appended.get());
        assertThat(forwarder.figures().missing()).isZero();
        assertThat(took).isLessThan(AWAY.dividedBy(10));
        assertThat(sink.latest).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
      }
    }
  }

  /** All points each second, as fast as it can be appended. */
  private void missed(FileHistorian historian) {
    long start = Clock.systemUTC().millis() - AWAY.toMillis() - 60_000;
    for (long second = 0; second < AWAY.toSeconds(); second++) {
      append(historian, 0, A_SECOND, start + second * 1_000);
    }
  }

  /** A part of the points twenty times a second, until told to end. */
  private void live(FileHistorian historian) {
    int count = A_SECOND / TURNS_A_SECOND;
    for (int turn = 0; living; turn++) {
      append(historian, turn % TURNS_A_SECOND * count, count, Clock.systemUTC().millis());
      LockSupport.parkNanos(Duration.ofSeconds(1).dividedBy(TURNS_A_SECOND).toNanos());
    }
  }

  private void append(FileHistorian historian, int first, int count, long time) {
    SampleBatch batch = new SampleBatch(count);
    for (int i = first; i < first + count; i++) {
      batch.good(i, time % 1_000_000 / 8.0, time);
    }
    historian.append(batch);
    appended.addAndGet(count);
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + AWAY.plus(Duration.ofMinutes(3)).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
