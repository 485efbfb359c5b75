package org.zhiban.gateway.acquisition;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Samples that a device tells again, since nobody had said that they are on disk: the gateway was
 * killed before it could, or a disk was full for longer than the device waits. They are in the
 * record once.
 *
 * <p>What is newer than what its point told before is told for the first time; since a start, what
 * is newer than that. Everything else is looked up. A point of which such a sample is not on record
 * tells late by itself, and is looked up again only some seconds later.
 */
final class Retold {
  /** A device waits longer before it tells something again. */
  private static final long TRUSTED_NANOS = 3_000_000_000L;

  private final Historian historian;
  private final PointIndex index;
  private final LongSupplier nanos;
  private final long start;

  /** What each point told last that was new; a time of {@link Long#MIN_VALUE}: nothing yet. */
  private final long[] times;

  private final double[] values;
  private final @Nullable Quality[] qualities;
  private final @Nullable String[] texts;

  private final BitSet late;
  private long trustedSince;

  /**
   * Knows nothing yet.
   *
   * @param start of the gateway, milliseconds since 1970 UTC
   * @param nanos counts nanoseconds from anywhere
   */
  Retold(Historian historian, PointIndex index, long start, LongSupplier nanos) {
    this.historian = historian;
    this.index = index;
    this.start = start;
    this.nanos = nanos;
    times = new long[index.size()];
    Arrays.fill(times, Long.MIN_VALUE);
    values = new double[index.size()];
    qualities = new Quality[index.size()];
    texts = new String[index.size()];
    late = new BitSet(index.size());
    trustedSince = nanos.getAsLong();
  }

  /**
   * The samples of a batch that are not on record, in their order; the batch itself where all. They
   * are on record before the next batch is looked at.
   */
  SampleBatch without(SampleBatch batch) {
    long now = nanos.getAsLong();
    if (now - trustedSince > TRUSTED_NANOS) {
      late.clear();
      trustedSince = now;
    }
    boolean looked = false;
    try {
      SampleBatch fresh = firstTold(batch);
      looked = true;
      return fresh;
    } finally {
      if (!looked) {
        // It comes again, and none of it is on record.
        Arrays.fill(times, Long.MIN_VALUE);
      }
    }
  }

  private SampleBatch firstTold(SampleBatch batch) {
    SampleBatch fresh = null;
    for (int row = 0; row < batch.size(); row++) {
      boolean again = again(batch, row);
      if (again && fresh == null) {
        fresh = new SampleBatch(batch.size());
        for (int before = 0; before < row; before++) {
          fresh.copyRow(batch, before);
        }
      } else if (!again && fresh != null) {
        fresh.copyRow(batch, row);
      }
    }
    return fresh == null ? batch : fresh;
  }

  private boolean again(SampleBatch batch, int row) {
    int point = batch.point(row);
    long before = times[point];
    long time = batch.time(row);
    if (time == before && sameAsLast(batch, row)) {
      return true;
    }
    if (before == Long.MIN_VALUE ? time < start : time <= before) {
      if (late.get(point)) {
        return false;
      }
      if (known(batch, row)) {
        return true;
      }
      late.set(point);
    }
    times[point] = time;
    values[point] = batch.value(row);
    qualities[point] = batch.quality(row);
    texts[point] = batch.text(row);
    return false;
  }

  private boolean sameAsLast(SampleBatch batch, int row) {
    int point = batch.point(row);
    return qualities[point] == batch.quality(row)
        && Double.compare(values[point], batch.value(row)) == 0
        && Objects.equals(texts[point], batch.text(row));
  }

  /** On record, or further up in the same batch. */
  private boolean known(SampleBatch batch, int row) {
    int point = batch.point(row);
    long time = batch.time(row);
    for (int above = row - 1; above >= 0; above--) {
      if (batch.point(above) == point && batch.time(above) == time) {
        return batch.quality(above) == batch.quality(row)
            && Double.compare(batch.value(above), batch.value(row)) == 0
            && Objects.equals(batch.text(above), batch.text(row));
      }
    }
    List<PointValue> last = historian.lastBefore(index.ref(point), Instant.ofEpochMilli(time));
    return !last.isEmpty() && same(last.getFirst(), batch, row);
  }

  private static boolean same(PointValue kept, SampleBatch batch, int row) {
    return kept.time() == batch.time(row)
        && kept.quality() == batch.quality(row)
        && Double.compare(kept.value(), batch.value(row)) == 0
        && Objects.equals(kept.text(), batch.text(row));
  }
}
