package org.zhiban.gateway.acquisition.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.zhiban.drivers.SampleSink;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;

/** Keeps the last good value of each point and all events; commits when it is let. */
final class Deliveries implements SampleSink {
  final Map<Integer, Double> values = new ConcurrentHashMap<>();
  final List<PointEvent> events = new CopyOnWriteArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private boolean holding;

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 30 s: " + what);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void samples(SampleBatch batch, Runnable committed) {
    for (int row = 0; row < batch.size(); row++) {
      if (batch.quality(row) == Quality.GOOD) {
        values.put(batch.point(row), batch.value(row));
      }
    }
    commit(committed);
  }

  @Override
  public void events(List<PointEvent> more, Runnable committed) {
    events.addAll(more);
    commit(committed);
  }

  private synchronized void commit(Runnable committed) {
    if (holding) {
      held.add(committed);
    } else {
      committed.run();
    }
  }

  synchronized void holdCommits() {
    holding = true;
  }

  synchronized void commitHeld() {
    holding = false;
    held.forEach(Runnable::run);
    held.clear();
  }

  @Override
  public void alive(int[] points, long time) {
    // not looked at
  }

  @Override
  public void status(LinkStatus status) {
    // asked of the driver
  }
}
