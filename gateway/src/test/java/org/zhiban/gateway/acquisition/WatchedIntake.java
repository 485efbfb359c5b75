package org.zhiban.gateway.acquisition;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.zhiban.gateway.telemetry.ExceptionFilter;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.AlarmEngine;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.RuleCompiler;

/** An intake over a site's rules, whose time passes and whose clock is set by hand. */
final class WatchedIntake implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T03:12:00Z");

  private final PointIndex index;
  private final Found found = new Found();

  /** Milliseconds that passed, and by how much the clock on the wall was set. */
  private final AtomicLong passed = new AtomicLong();

  private final AtomicLong set = new AtomicLong();

  private final FileHistorian historian;
  private final HistoryWriter history;
  private final Intake intake;

  WatchedIntake(Site site, Path data) {
    index = site.pointIndex();
    Compilation.Compiled compiled = (Compilation.Compiled) RuleCompiler.compile(site, index);
    PointTable table = new PointTable(index.size());
    historian =
        FileHistorian.open(data, index, HistorySettings.of(Duration.ofDays(30), false), this::wall);
    history = new HistoryWriter(historian, index, NOW.toEpochMilli());
    intake =
        new Intake(
            new AlarmEngine(compiled.rules(), table),
            table,
            new PointBoard(index.size()),
            ExceptionFilter.of(site, index),
            new ToldEvents(_ -> false),
            history,
            found,
            _ -> {},
            new ClockWatch(this::wall, () -> passed.get() * 1_000_000));
    history.start();
    intake.start();
  }

  Instant wall() {
    return NOW.plusMillis(passed.get() + set.get());
  }

  /** So much time passes. */
  void pass(Duration time) {
    passed.addAndGet(time.toMillis());
  }

  /** Somebody sets the clock of the machine. */
  void set(Duration by) {
    set.addAndGet(by.toMillis());
  }

  /** The clock moves between two turns of the intake, so that each is seen by itself. */
  void turn() {
    intake.look(_ -> true).join();
  }

  /** Points of an equipment as they are read now. */
  void read(String equipment, Map<String, Double> values) throws InterruptedException {
    read(equipment, values, () -> {});
  }

  /** The same, told to somebody who waits until it is on disk. */
  void read(String equipment, Map<String, Double> values, Runnable committed)
      throws InterruptedException {
    SampleBatch batch = new SampleBatch(values.size());
    values.forEach(
        (point, value) -> batch.good(number(equipment, point), value, wall().toEpochMilli()));
    intake.samples(batch, committed);
  }

  /** Whether what is found goes to the disk. */
  void full(boolean full) {
    if (full) {
      found.fill();
    } else {
      found.free();
    }
  }

  /** A point of an equipment is heard of without a value. */
  void heardOf(String equipment, String point) throws InterruptedException {
    intake.alive(new int[] {number(equipment, point)}, wall().toEpochMilli());
  }

  private int number(String equipment, String point) {
    return index.number(new PointRef(equipment, point));
  }

  /** What was found of a rule, in order. */
  List<AlarmChange> found(String rule) {
    return found.changes().stream().filter(change -> change.alarm().rule().equals(rule)).toList();
  }

  List<AlarmChange> found() {
    return found.changes();
  }

  /** By how much the clock was said to have been set. */
  List<Duration> settings() {
    return found.settings();
  }

  long clockSettings() {
    return intake.clockSettings();
  }

  @Override
  public void close() {
    intake.close();
    history.close();
    historian.close();
  }
}
