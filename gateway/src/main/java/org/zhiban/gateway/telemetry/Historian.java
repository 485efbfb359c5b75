package org.zhiban.gateway.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * The local record of every reported sample, and the queue from which they are forwarded. One
 * thread appends; any thread asks.
 */
public interface Historian extends AutoCloseable {
  /**
   * Appends a batch in the order of its rows. When this returns the batch is on disk and survives
   * {@code kill -9}.
   */
  void append(SampleBatch batch);

  /**
   * The samples of a point with {@code from <= time < to}, in order of time, the first {@code
   * limit} of them.
   */
  List<PointValue> raw(PointRef point, Instant from, Instant to, int limit);

  /**
   * The last sample with {@code time <= at}: what the point was at that moment; empty list where
   * nothing is known.
   */
  List<PointValue> lastBefore(PointRef point, Instant at);

  /**
   * The samples of a point by steps of time, aligned to the step since 1970 UTC; steps without a
   * sample are left out. Of days whose samples are kept no more there are steps of whole minutes,
   * and of the question the whole minutes in it.
   *
   * @param step a second or more
   */
  List<Bucket> buckets(PointRef point, Instant from, Instant to, Duration step);

  /**
   * Appended samples after a cursor (0: from the oldest kept), in order of appending, about {@code
   * limit} of them. Where samples behind the cursor are kept no more, or cannot be read, it goes on
   * with the next that can: {@code next - cursor - rows.size()} of them are missing. A cursor that
   * lies behind the head, from a store that is newer than this history, goes on at the head.
   */
  Backlog readAfter(long cursor, int limit);

  /**
   * Says that {@link #readAfter} will not be asked for samples up to the cursor any more; they stay
   * in the history, but need not be kept in order of appending.
   */
  void release(long cursor);

  /** The cursor behind the newest sample. */
  long head();

  @Override
  void close();

  /**
   * One step of time.
   *
   * @param min, max, avg over good and uncertain numbers; empty where there were none
   * @param last of them
   * @param count of all samples
   * @param bad of those without a value
   */
  record Bucket(
      Instant time,
      OptionalDouble min,
      OptionalDouble max,
      OptionalDouble avg,
      OptionalDouble last,
      long count,
      long bad) {}

  /** Samples with the cursor behind them. */
  record Backlog(List<Row> rows, long next) {
    public Backlog {
      rows = List.copyOf(rows);
    }
  }

  /** One sample by name. */
  record Row(PointRef point, PointValue value) {}
}
