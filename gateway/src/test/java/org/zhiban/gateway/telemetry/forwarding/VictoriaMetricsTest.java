package org.zhiban.gateway.telemetry.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.TelemetrySpec;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/** A real server of InfluxDB's write protocol, through an outage. */
class VictoriaMetricsTest {
  private static final PointIndex POINTS = new PointIndex(List.of(new PointRef("pump-b1", "flow")));

  /** The server takes no samples of the future, so that the time is the machine's. */
  private final long start = Clock.systemUTC().millis() - 600_000;

  @TempDir Path folder;

  @Test
  void every_sample_arrives_through_an_outage_with_its_time_and_quality() throws Exception {
    assumeTrue(VictoriaMetrics.installed(), VictoriaMetrics.BINARY + " is not installed");
    try (var server = new VictoriaMetrics(folder);
        var historian =
            FileHistorian.open(
                folder, POINTS, HistorySettings.of(Duration.ofDays(400), true), Clock.systemUTC());
        var operations = SqliteOperationsStore.open(folder);
        var forwarder =
            new Forwarder(
                "influxdb",
                historian,
                operations,
                new InfluxSink(
                    new TelemetrySpec.Influx(
                        server.url(), "huidu", "telemetry", new Secret("any"))),
                new MeasurementNames(
                    "huidu",
                    Map.of(
                        "pump-b1", MeasurementNamesTest.equipment("pump-b1", Optional.of("east")))),
                Clock.systemUTC())) {
      append(historian, 0, 1000);
      forwarder.step();
      assertThat(forwarder.figures().waiting()).isZero();

      server.stop();
      append(historian, 1000, 2000);
      forwarder.step();
      assertThat(forwarder.figures().waiting()).isEqualTo(1000);
      assertThat(forwarder.figures().trouble()).isPresent();

      server.start();
      // The first write may still meet the connection that the server ended.
      for (int i = 0; i < 5 && forwarder.figures().waiting() > 0; i++) {
        forwarder.step();
      }
      assertThat(forwarder.figures().trouble()).isEmpty();
      assertThat(forwarder.figures().forwarded()).isEqualTo(2000);
      assertArrived(server.export());
    }
  }

  private void append(FileHistorian historian, int from, int to) {
    SampleBatch batch = new SampleBatch(to - from);
    for (int i = from; i < to; i++) {
      if (i % 100 == 99) {
        batch.bad(0, QualityReason.TIMEOUT, start + i);
      } else {
        batch.good(0, i / 4.0, start + i);
      }
    }
    historian.append(batch);
  }

  private void assertArrived(String export) throws IOException {
    Map<String, TreeMap<Long, Double>> series = new TreeMap<>();
    for (String line : export.lines().toList()) {
      JsonNode json = new ObjectMapper().readTree(line);
      JsonNode metric = json.get("metric");
      assertThat(metric.get("site").asText()).isEqualTo("huidu");
      assertThat(metric.get("area").asText()).isEqualTo("east");
      assertThat(metric.get("equipment").asText()).isEqualTo("pump-b1");
      assertThat(metric.get("class").asText()).isEqualTo("pump");
      TreeMap<Long, Double> samples =
          series.computeIfAbsent(metric.get("__name__").asText(), _ -> new TreeMap<>());
      for (int i = 0; i < json.get("values").size(); i++) {
        samples.put(json.get("timestamps").get(i).asLong(), json.get("values").get(i).asDouble());
      }
    }
    TreeMap<Long, Double> values = new TreeMap<>();
    TreeMap<Long, Double> qualities = new TreeMap<>();
    for (int i = 0; i < 2000; i++) {
      boolean bad = i % 100 == 99;
      qualities.put(start + i, bad ? 2.0 : 0.0);
      if (!bad) {
        values.put(start + i, i / 4.0);
      }
    }
    assertThat(series).isEqualTo(Map.of("pump_flow", values, "pump_flow_quality", qualities));
  }
}
