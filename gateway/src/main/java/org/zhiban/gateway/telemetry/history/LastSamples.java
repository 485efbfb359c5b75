package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.telemetry.history.RecordedHistory.OpenBlock;
import org.zhiban.model.telemetry.PointValue;

/** The last sample of each series before a time, in a history that is only read. */
final class LastSamples {
  private final RecordedHistory history;
  private final int[] wanted;
  private final long at;
  private final @Nullable PointValue[] last;

  private LastSamples(RecordedHistory history, int[] wanted, long at, @Nullable PointValue[] last) {
    this.history = history;
    this.wanted = wanted;
    this.at = at;
    this.last = last;
  }

  /**
   * Finds them.
   *
   * @param wanted by series, the point; -1: not wanted
   * @param last by series, filled with what was found
   */
  static void find(RecordedHistory history, int[] wanted, long at, @Nullable PointValue[] last)
      throws IOException {
    LastSamples search = new LastSamples(history, wanted, at, last);
    search.inTail();
    long day = Math.floorDiv(at, Compaction.DAY_MILLIS);
    for (var blocks : history.days().headMap(day, true).descendingMap().entrySet()) {
      if (search.done((blocks.getKey() + 1) * Compaction.DAY_MILLIS)) {
        return;
      }
      for (OpenBlock block : blocks.getValue()) {
        search.in(block);
      }
    }
  }

  private void inTail() {
    for (int series = 0; series < wanted.length; series++) {
      if (wanted[series] >= 0) {
        Samples samples = new Samples(8);
        history.tail().copy(series, 0, at, samples);
        offer(series, samples.sorted());
      }
    }
  }

  private boolean done(long behind) {
    for (int series = 0; series < wanted.length; series++) {
      PointValue found = last[series];
      if (wanted[series] >= 0 && (found == null || found.time() < behind)) {
        return false;
      }
    }
    return true;
  }

  private void in(OpenBlock open) throws IOException {
    List<Chunk> chunks = open.block().index(open.channel());
    for (int number = 0; number < chunks.size(); number++) {
      Chunk chunk = chunks.get(number);
      Chunk next = number + 1 < chunks.size() ? chunks.get(number + 1) : null;
      boolean lastOfSeries = next == null || next.series() != chunk.series() || next.from() >= at;
      if (lastOfSeries && chunk.from() < at && wanted(chunk)) {
        Samples samples = open.block().samples(open.channel(), chunk);
        if (samples == null) {
          history.damage();
        } else {
          offer(chunk.series(), samples);
        }
      }
    }
  }

  private boolean wanted(Chunk chunk) {
    if (chunk.series() >= wanted.length || wanted[chunk.series()] < 0) {
      return false;
    }
    PointValue found = last[chunk.series()];
    return found == null || found.time() <= chunk.to();
  }

  private void offer(int series, Samples samples) {
    int row = samples.firstAtOrAfter(at) - 1;
    PointValue found = last[series];
    if (row >= 0 && (found == null || samples.time(row) > found.time())) {
      last[series] = samples.get(row);
    }
  }
}
