package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.telemetry.history.RecordedHistory.OpenBlock;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * The samples of a period, one millisecond after the other: what the series hold apart is put
 * together again in order of time. A day is read in windows of about {@link #WINDOW} samples, so
 * the memory that it takes does not grow with the period.
 */
public final class Playback {
  private static final int WINDOW = 1 << 20;
  private static final int ROW_BITS = 32;

  private final RecordedHistory history;
  private final int[] pointOfSeries;
  private final long to;

  private long day;
  private List<OpenBlock> blocks = List.of();
  private List<List<Chunk>> indexes = List.of();
  private long windowStart;
  private long windowLength;
  private SampleBatch window = new SampleBatch(1);

  /** Rows of the window by time, then arrival: the offset in the window, then the row. */
  private long[] order = {};

  private int next;

  Playback(RecordedHistory history, int[] pointOfSeries, long from, long to) {
    this.history = history;
    this.pointOfSeries = pointOfSeries;
    this.to = to;
    this.windowStart = from;
    this.day = Math.floorDiv(from, Compaction.DAY_MILLIS) - 1;
  }

  /** The samples of the next millisecond that has any; empty at the end. */
  public Optional<SampleBatch> next() {
    try {
      while (next == order.length) {
        if (windowStart >= to) {
          return Optional.empty();
        }
        fill();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SampleBatch batch = new SampleBatch(4);
    long moment = order[next] >>> ROW_BITS;
    while (next < order.length && order[next] >>> ROW_BITS == moment) {
      batch.copyRow(window, (int) order[next]);
      next++;
    }
    return Optional.of(batch);
  }

  private void fill() throws IOException {
    long today = Math.floorDiv(windowStart, Compaction.DAY_MILLIS);
    if (today != day) {
      begin(today);
    }
    long behind =
        Math.min(to, Math.min(windowStart + windowLength, (today + 1) * Compaction.DAY_MILLIS));
    window = new SampleBatch(1024);
    for (int number = 0; number < blocks.size(); number++) {
      read(blocks.get(number), indexes.get(number), behind);
    }
    readTail(behind);
    order = new long[window.size()];
    for (int row = 0; row < order.length; row++) {
      order[row] = (window.time(row) - windowStart) << ROW_BITS | row;
    }
    Arrays.sort(order);
    next = 0;
    windowStart = behind;
  }

  private void begin(long today) throws IOException {
    day = today;
    blocks = history.days().getOrDefault(today, List.of());
    long samples = history.tail().size();
    List<List<Chunk>> read = new java.util.ArrayList<>();
    for (OpenBlock open : blocks) {
      samples += open.block().samples();
      read.add(
          open.block().index(open.channel()).stream()
              .filter(chunk -> point(chunk.series()) >= 0)
              .toList());
    }
    indexes = read;
    windowLength = Math.max(1, Compaction.DAY_MILLIS / (samples / WINDOW + 1));
  }

  private int point(int series) {
    return series < pointOfSeries.length ? pointOfSeries[series] : -1;
  }

  private void read(OpenBlock open, List<Chunk> chunks, long behind) throws IOException {
    for (Chunk chunk : chunks) {
      if (chunk.overlaps(windowStart, behind)) {
        Samples samples = open.block().samples(open.channel(), chunk);
        if (samples == null) {
          history.damage();
        } else {
          take(samples, point(chunk.series()), behind);
        }
      }
    }
  }

  private void readTail(long behind) {
    for (int series = 0; series < pointOfSeries.length; series++) {
      if (pointOfSeries[series] >= 0) {
        Samples samples = new Samples(8);
        history.tail().copy(series, windowStart, behind, samples);
        take(samples, pointOfSeries[series], behind);
      }
    }
  }

  private void take(Samples samples, int point, long behind) {
    for (int row = 0; row < samples.size(); row++) {
      long time = samples.time(row);
      if (time >= windowStart && time < behind) {
        window.add(
            point,
            samples.value(row),
            samples.text(row),
            Samples.quality(samples.code(row)),
            Samples.reason(samples.code(row)),
            time);
      }
    }
  }
}
