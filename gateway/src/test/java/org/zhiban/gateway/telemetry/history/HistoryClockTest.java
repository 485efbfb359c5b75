package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.telemetry.Historian.Row;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/** The machine's clock is set by a day and back, while samples come with its times. */
class HistoryClockTest {
  private static final PointRef FLOW = new PointRef("pump-b1", "flow");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path data;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private int told;

  private FileHistorian open() {
    return FileHistorian.open(
        data,
        new PointIndex(List.of(FLOW)),
        new HistorySettings(Duration.ofDays(30), true, 7, Duration.ofHours(1), 16, 300),
        () -> now,
        new Room(() -> Long.MAX_VALUE));
  }

  private void minutes(FileHistorian historian, int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      now = now.plusSeconds(60);
      SampleBatch batch = new SampleBatch(1);
      batch.good(0, told++, now.toEpochMilli());
      historian.append(batch);
    }
    historian.settled();
  }

  @Test
  void everySampleIsThereOnceAndIsForwardedInTheOrderInWhichItCame() {
    try (FileHistorian historian = open()) {
      minutes(historian, 20);
      now = now.plus(DAY);
      minutes(historian, 20);
      now = now.minus(DAY);
      minutes(historian, 20);
    }
    try (FileHistorian historian = open()) {
      now = now.minus(DAY);
      minutes(historian, 20);
      now = now.plus(DAY);
      minutes(historian, 20);
      everything(historian);
    }
    try (FileHistorian historian = open()) {
      everything(historian);
    }
  }

  private void everything(FileHistorian historian) {
    List<Double> all = IntStream.range(0, told).mapToObj(Double::valueOf).toList();
    List<PointValue> raw = historian.raw(FLOW, Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE);
    assertThat(raw).extracting(PointValue::value).containsExactlyInAnyOrderElementsOf(all);
    assertThat(raw).extracting(PointValue::time).isSorted();
    assertThat(historian.readAfter(0, Integer.MAX_VALUE).rows())
        .extracting(Row::value)
        .extracting(PointValue::value)
        .isEqualTo(all);
  }
}
