package org.zhiban.gateway.acquisition;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import org.zhiban.model.telemetry.PointValue;

/**
 * The last value of every point for whoever looks from another thread. The intake writes; anybody
 * reads; one watcher collects what changed since it last asked, so that however fast a point
 * changes, a watcher is told its newest value once.
 */
public final class PointBoard {
  private final AtomicReferenceArray<PointValue> values;
  private final AtomicLongArray changed;

  /** A board on which nothing was read yet. */
  public PointBoard(int size) {
    values = new AtomicReferenceArray<>(size);
    changed = new AtomicLongArray((size + 63) / 64);
    for (int point = 0; point < size; point++) {
      values.setPlain(point, PointValue.NOT_READ_YET);
    }
  }

  public int size() {
    return values.length();
  }

  void publish(int point, PointValue value) {
    values.setRelease(point, value);
    changed.getAndAccumulate(point >> 6, 1L << point, (word, bit) -> word | bit);
  }

  /** The newest value of a point in {@code [0, size)}. */
  public PointValue get(int point) {
    return values.getAcquire(point);
  }

  /**
   * Calls with every point that was written since the last call, in rising order. For one watcher
   * alone.
   */
  public void drainChanged(IntConsumer watcher) {
    for (int word = 0; word < changed.length(); word++) {
      long bits = changed.get(word) == 0 ? 0 : changed.getAndSet(word, 0);
      while (bits != 0) {
        watcher.accept((word << 6) + Long.numberOfTrailingZeros(bits));
        bits &= bits - 1;
      }
    }
  }
}
