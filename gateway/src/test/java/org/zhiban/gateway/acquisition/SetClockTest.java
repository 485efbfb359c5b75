package org.zhiban.gateway.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.telemetry.ExceptionFilter;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.AlarmEngine;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.RuleCompiler;
import org.zhiban.rules.alarm.RuleMemory;

/** Somebody sets the machine's clock while the example's pump runs dry, which takes 30 s. */
final class SetClockTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:12:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path data;

  private final Site site = ExampleSite.whole().site();
  private final PointIndex index = site.pointIndex();
  private final List<AlarmChange> found = new CopyOnWriteArrayList<>();

  /** Milliseconds that passed, and by how much the clock on the wall was set. */
  private final AtomicLong passed = new AtomicLong();

  private final AtomicLong set = new AtomicLong();

  private FileHistorian historian;
  private HistoryWriter history;
  private Intake intake;

  @BeforeEach
  void start() {
    Compilation.Compiled compiled = (Compilation.Compiled) RuleCompiler.compile(site, index);
    PointTable table = new PointTable(index.size());
    historian =
        FileHistorian.open(data, index, HistorySettings.of(Duration.ofDays(30), false), this::wall);
    history = new HistoryWriter(historian);
    intake =
        new Intake(
            new AlarmEngine(compiled.rules(), table),
            table,
            new PointBoard(index.size()),
            ExceptionFilter.of(site, index),
            new ToldEvents(_ -> false),
            history,
            new Found(),
            _ -> {},
            new ClockWatch(this::wall, () -> passed.get() * 1_000_000));
    history.start();
    intake.start();
  }

  @AfterEach
  void stop() {
    intake.close();
    history.close();
    historian.close();
  }

  private Instant wall() {
    return NOW.plusMillis(passed.get() + set.get());
  }

  private void drySince(Instant at) throws InterruptedException {
    SampleBatch batch = new SampleBatch(2);
    batch.good(index.number(new PointRef("pump-b1", "running")), 1, at.toEpochMilli());
    batch.good(index.number(new PointRef("pump-b1", "inlet_pressure")), 0, at.toEpochMilli());
    intake.samples(batch, () -> {});
  }

  private List<AlarmChange> dryRun() {
    return found.stream().filter(change -> change.alarm().rule().equals("dry_run")).toList();
  }

  /** The clock moves between two turns of the intake, so that each is seen by itself. */
  private void turn() {
    intake.look(_ -> true).join();
  }

  @Test
  void setBackByAnHourADelayTakesNoHourLonger() throws InterruptedException {
    drySince(wall());
    turn();
    passed.addAndGet(10_000);
    turn();
    set.addAndGet(-Duration.ofHours(1).toMillis());
    turn();
    passed.addAndGet(20_000);
    await().atMost(PATIENCE).until(() -> !dryRun().isEmpty());
    assertThat(dryRun().getFirst().alarm().raisedAt())
        .as("by the new clock")
        .isEqualTo(NOW.plusSeconds(30).minus(Duration.ofHours(1)));
    assertThat(intake.clockSettings()).isOne();
  }

  @Test
  void setForwardByYearsADelayIsNotOver() throws InterruptedException {
    drySince(wall());
    turn();
    set.addAndGet(Duration.ofDays(9_000).toMillis());
    turn();
    passed.addAndGet(29_000);
    turn();
    assertThat(found).as("neither dry running nor years of silence").isEmpty();
    passed.addAndGet(1_000);
    await().atMost(PATIENCE).until(() -> !dryRun().isEmpty());
  }

  private final class Found implements Intake.Findings {
    @Override
    public void record(List<AlarmChange> changes, List<PointEvent> events, Runnable committed) {
      found.addAll(changes);
      committed.run();
    }

    @Override
    public void remember(Collection<RuleMemory> memory) {}
  }
}
