package org.zhiban.gateway.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.shipped.ShippedSite;
import org.zhiban.gateway.telemetry.ExceptionFilter;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.AlarmEngine;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.MemoryChange;
import org.zhiban.rules.alarm.RuleCompiler;

/** What a device kept while nobody heard it. */
final class PastValuesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant THEN = NOW.minus(Duration.ofHours(6));

  @TempDir Path folder;

  /** Rules would find a fault in the past value: none may be told of. */
  private static final class Nothing implements Intake.Findings {
    @Override
    public void record(List<AlarmChange> changes, List<PointEvent> events, Runnable committed) {
      throw new AssertionError(changes);
    }

    @Override
    public void clockSet(Duration by) {}

    @Override
    public void remember(MemoryChange change) {}
  }

  @Test
  void areHistoryAtTheirOwnTimeAndNothingOfNow() throws InterruptedException {
    Site site = ShippedSite.of(List.of("sparkplug-opc-40223-pump"));
    PointIndex index = site.pointIndex();
    PointRef fault = new PointRef("sparkplug-opc-40223-pump", "fault");
    InstantSource clock = InstantSource.fixed(NOW);
    PointTable table = new PointTable(index.size());
    PointBoard board = new PointBoard(index.size());
    var compiled = (Compilation.Compiled) RuleCompiler.compile(site, index);
    try (Historian historian =
            FileHistorian.open(
                folder, index, HistorySettings.of(Duration.ofDays(400), true), clock);
        HistoryWriter history = new HistoryWriter(historian, index, clock.millis());
        Intake intake =
            new Intake(
                new AlarmEngine(compiled.rules(), table),
                table,
                board,
                ExceptionFilter.of(site, index),
                new ToldEvents(_ -> false),
                history,
                new Nothing(),
                _ -> {},
                new ClockWatch(clock, System::nanoTime))) {
      history.start();
      intake.start();
      CountDownLatch committed = new CountDownLatch(2);
      intake.samples(value(index.number(fault), 0, NOW), committed::countDown);
      intake.past(value(index.number(fault), 1, THEN), committed::countDown);

      assertThat(committed.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(board.get(index.number(fault)).value()).isZero();
      assertThat(historian.raw(fault, THEN.minusSeconds(1), NOW.plusSeconds(1), 10))
          .extracting(PointValue::value)
          .containsExactly(1.0, 0.0);
    }
  }

  private static SampleBatch value(int point, double value, Instant at) {
    SampleBatch batch = new SampleBatch(1);
    batch.good(point, value, at.toEpochMilli());
    return batch;
  }
}
