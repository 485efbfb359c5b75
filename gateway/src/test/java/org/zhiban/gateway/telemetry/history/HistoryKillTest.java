package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.storage.ChildJvm;
import org.zhiban.gateway.telemetry.Historian.Row;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/** Killed in the middle of appends and of background work, a handful of times on one folder. */
class HistoryKillTest {
  private static final int KILLS = 4;
  private static final int BATCH = 50;
  private static final PointRef FLOW = new PointRef("pump-b1", "flow");

  @TempDir Path folder;

  /** Counts upwards in batches, a millisecond a sample, and says up to where it is appended. */
  static final class Writer {
    public static void main(String[] arguments) {
      try (FileHistorian historian = open(Path.of(arguments[0]))) {
        while (true) {
          SampleBatch batch = new SampleBatch(BATCH);
          long head = historian.head();
          for (int i = 0; i < BATCH; i++) {
            batch.good(0, (double) (head + i), 1_795_000_000_000L + (head + i) * 7_000);
          }
          historian.append(batch);
          System.out.println("appended " + historian.head() + ";");
        }
      }
    }

    private Writer() {}
  }

  private static FileHistorian open(Path folder) {
    return FileHistorian.open(
        folder,
        new PointIndex(List.of(FLOW)),
        new HistorySettings(Duration.ofDays(40_000), true, 200, Duration.ofHours(1), 64, 4_000),
        Clock.systemUTC());
  }

  private static long number(String promise) {
    return Long.parseLong(promise.substring(0, promise.length() - 1));
  }

  @Test
  void nothing_appended_is_lost_doubled_or_out_of_order() throws IOException {
    for (int kill = 0; kill < KILLS; kill++) {
      long promised = 0;
      try (ChildJvm writer = ChildJvm.start(Writer.class, folder)) {
        for (int i = 0; i < 20 + 10 * kill; i++) {
          promised = number(writer.await("appended "));
        }
        for (String promise : writer.kill("appended ")) {
          promised = number(promise);
        }
      }
      try (FileHistorian historian = open(folder)) {
        assertThat(historian.head()).isBetween(promised, promised + BATCH);
        List<PointValue> raw = historian.raw(FLOW, Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE);
        List<Row> backlog = historian.readAfter(0, Integer.MAX_VALUE).rows();
        assertThat(raw).hasSize((int) historian.head());
        assertThat(backlog).hasSize((int) historian.head());
        for (int i = 0; i < raw.size(); i++) {
          assertThat(raw.get(i).value()).isEqualTo(i);
          assertThat(backlog.get(i).value()).isEqualTo(raw.get(i));
        }
      }
    }
  }
}
