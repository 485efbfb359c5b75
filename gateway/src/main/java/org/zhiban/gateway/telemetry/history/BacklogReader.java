package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.telemetry.Historian.Backlog;
import org.zhiban.gateway.telemetry.Historian.Row;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Reads the log sample by sample and by name; goes on where it stopped, in the middle of a batch.
 */
final class BacklogReader implements AutoCloseable {
  private final SeriesTable series;
  private final LogReader log;
  private @Nullable Frame frame;
  private SampleBatch batch = new SampleBatch(0);
  private long cursor;

  BacklogReader(SampleLog log, SeriesTable series, long cursor) {
    this.log = new LogReader(log, cursor);
    this.series = series;
    this.cursor = this.log.cursor();
  }

  long cursor() {
    return cursor;
  }

  Backlog read(int limit) throws IOException {
    List<Row> rows = new ArrayList<>();
    while (rows.size() < limit) {
      Frame current = frame == null ? next() : frame;
      if (current == null) {
        cursor = log.cursor();
        break;
      }
      cursor = Math.max(cursor, current.first());
      long end = current.first() + current.samples();
      for (; cursor < end && rows.size() < limit; cursor++) {
        rows.add(row((int) (cursor - current.first())));
      }
      if (cursor == end) {
        frame = null;
      }
    }
    return new Backlog(rows, cursor);
  }

  private @Nullable Frame next() throws IOException {
    Frame next = log.next();
    if (next != null) {
      frame = next;
      batch = next.batch();
    }
    return next;
  }

  private Row row(int row) {
    return new Row(
        series.ref(batch.point(row)),
        new PointValue(
            batch.value(row),
            batch.text(row),
            batch.quality(row),
            batch.reason(row),
            batch.time(row)));
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
