package org.zhiban.gateway.acquisition;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.rules.alarm.MemoryChange;

/** What an intake found, kept in order instead of put on record. */
public final class Found implements Intake.Findings {
  private final List<AlarmChange> changes = new CopyOnWriteArrayList<>();
  private final List<Duration> settings = new CopyOnWriteArrayList<>();
  private final List<Runnable> heldBack = new CopyOnWriteArrayList<>();
  private volatile boolean full;

  @Override
  public void record(List<AlarmChange> found, List<PointEvent> events, Runnable committed) {
    changes.addAll(found);
    if (full) {
      heldBack.add(committed);
    } else {
      committed.run();
    }
  }

  @Override
  public void clockSet(Duration by) {
    settings.add(by);
  }

  @Override
  public void remember(MemoryChange change) {}

  /** From now on nothing is on disk. */
  void fill() {
    full = true;
  }

  /** There is room again: what waits is on disk, in its order. */
  void free() {
    full = false;
    heldBack.forEach(Runnable::run);
    heldBack.clear();
  }

  /** The steps of alarms. */
  public List<AlarmChange> changes() {
    return List.copyOf(changes);
  }

  /** By how much the clock was said to have been set. */
  List<Duration> settings() {
    return List.copyOf(settings);
  }

  /** Forgets it all. */
  public void clear() {
    changes.clear();
    settings.clear();
  }
}
