package org.zhiban.gateway.telemetry.history;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * The newest samples by series, in memory; the log holds them too. Filled by one thread, read by
 * any; once frozen nobody writes to it.
 */
final class Head {
  private final Instant since;
  private @Nullable Samples[] bySeries = new Samples[64];
  private int size;
  private long end;

  /**
   * An empty one.
   *
   * @param first how many samples were appended before it
   */
  Head(long first, Instant since) {
    this.end = first;
    this.since = since;
  }

  Instant since() {
    return since;
  }

  synchronized int size() {
    return size;
  }

  /** How many samples were appended ever when the last of these was. */
  synchronized long end() {
    return end;
  }

  /** One above the highest series that may be in it. */
  synchronized int seriesCount() {
    return bySeries.length;
  }

  /** Adds the rows of a batch from {@code from} on; the points of the batch are series. */
  synchronized void add(SampleBatch batch, int from, long behind) {
    for (int row = from; row < batch.size(); row++) {
      samplesOf(batch.point(row))
          .add(
              batch.time(row),
              batch.value(row),
              Samples.code(batch.quality(row), batch.reason(row)),
              batch.text(row));
    }
    size += batch.size() - from;
    end = behind;
  }

  private Samples samplesOf(int series) {
    if (series >= bySeries.length) {
      bySeries = Arrays.copyOf(bySeries, Math.max(series + 1, bySeries.length * 2));
    }
    Samples samples = bySeries[series];
    if (samples == null) {
      samples = new Samples(8);
      bySeries[series] = samples;
    }
    return samples;
  }

  /** Adds the samples of a series with {@code from <= time < to} to others. */
  synchronized void copy(int series, long from, long to, Samples into) {
    Samples samples = series < bySeries.length ? bySeries[series] : null;
    if (samples != null) {
      into.addAll(samples, from, to);
    }
  }

  /** All samples of a series in order of time; only of a frozen one. */
  synchronized Samples sorted(int series) {
    Samples samples = series < bySeries.length ? bySeries[series] : null;
    return samples == null ? new Samples(0) : samples.sorted();
  }
}
