package org.zhiban.drivers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Keeps all that a driver delivers, in order, and lets a test wait for it with a bound. Commits at
 * once, but for what comes between {@link #holdCommits()} and {@link #commitHeld()}.
 */
public final class RecordingSink implements SampleSink {
  /** One row of a batch. */
  public record Sample(
      int point,
      double value,
      @Nullable String text,
      Quality quality,
      QualityReason reason,
      long time) {
    public boolean good() {
      return quality == Quality.GOOD;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final List<Sample> samples = new ArrayList<>();
  private final List<Sample> past = new ArrayList<>();
  private final List<PointEvent> events = new ArrayList<>();
  private final List<LinkStatus> statuses = new ArrayList<>();
  private final List<Integer> alive = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private boolean holding;

  @Override
  public void samples(SampleBatch batch, Runnable committed) {
    record(() -> keep(batch, samples));
    commit(committed);
  }

  @Override
  public void past(SampleBatch batch, Runnable committed) {
    record(() -> keep(batch, past));
    commit(committed);
  }

  private static void keep(SampleBatch batch, List<Sample> kept) {
    for (int row = 0; row < batch.size(); row++) {
      kept.add(
          new Sample(
              batch.point(row),
              batch.value(row),
              batch.text(row),
              batch.quality(row),
              batch.reason(row),
              batch.time(row)));
    }
  }

  @Override
  public void events(List<PointEvent> more, Runnable committed) {
    record(() -> events.addAll(more));
    commit(committed);
  }

  @Override
  public void alive(int[] points, long time) {
    record(
        () -> {
          for (int point : points) {
            alive.add(point);
          }
        });
  }

  @Override
  public void status(LinkStatus status) {
    record(() -> statuses.add(status));
  }

  private void commit(Runnable committed) {
    boolean later =
        locked(
            () -> {
              if (holding) {
                held.add(committed);
              }
              return holding;
            });
    if (!later) {
      Thread.startVirtualThread(committed);
    }
  }

  /** From now on nothing is committed: the disk is slow. */
  public void holdCommits() {
    record(() -> holding = true);
  }

  /** Commits what was held, and from now on everything at once. */
  public void commitHeld() {
    record(
        () -> {
          holding = false;
          held.forEach(Thread::startVirtualThread);
          held.clear();
        });
  }

  private void record(Runnable entry) {
    lock.lock();
    try {
      entry.run();
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** All samples so far. */
  public List<Sample> samples() {
    return locked(() -> List.copyOf(samples));
  }

  /** Samples from a place in their order of arrival. */
  public List<Sample> samplesFrom(int place) {
    return locked(() -> List.copyOf(samples.subList(place, samples.size())));
  }

  /** How many samples there are: the place of the next one. */
  public int size() {
    return locked(samples::size);
  }

  /** What belongs to earlier times. */
  public List<Sample> past() {
    return locked(() -> List.copyOf(past));
  }

  public List<PointEvent> events() {
    return locked(() -> List.copyOf(events));
  }

  public List<LinkStatus> statuses() {
    return locked(() -> List.copyOf(statuses));
  }

  /** The points of all signs of life, in order. */
  public List<Integer> alive() {
    return locked(() -> List.copyOf(alive));
  }

  /** Waits for a sample at or behind a place; fails after 20 s. */
  public Sample await(int place, String what, Predicate<Sample> wanted) {
    return awaitWithin(PATIENCE, place, what, wanted);
  }

  /** Waits for a sample at or behind a place; fails after the given time. */
  public Sample awaitWithin(Duration limit, int place, String what, Predicate<Sample> wanted) {
    List<Sample> found = new ArrayList<>();
    awaitThat(
        limit,
        what,
        () -> {
          samples.subList(place, samples.size()).stream()
              .filter(wanted)
              .findFirst()
              .ifPresent(found::add);
          return !found.isEmpty();
        });
    return found.getFirst();
  }

  /** Waits until something holds that follows from what was delivered; fails after 20 s. */
  public void awaitThat(String what, Supplier<Boolean> condition) {
    awaitThat(PATIENCE, what, condition);
  }

  public void awaitThat(Duration limit, String what, Supplier<Boolean> condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    lock.lock();
    try {
      while (!condition.get()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError(
              "not within "
                  + limit
                  + ": "
                  + what
                  + "; samples "
                  + tail(samples)
                  + ", statuses "
                  + tail(statuses));
        }
        // a driver's own counters change without a delivery: look again now and then
        boolean _ = arrived.await(Math.min(left, 10_000_000), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting: " + what, e);
    } finally {
      lock.unlock();
    }
  }

  private static String tail(List<?> all) {
    return all.size() + " " + all.subList(Math.max(0, all.size() - 10), all.size());
  }

  private <T> T locked(Supplier<T> view) {
    lock.lock();
    try {
      return view.get();
    } finally {
      lock.unlock();
    }
  }
}
