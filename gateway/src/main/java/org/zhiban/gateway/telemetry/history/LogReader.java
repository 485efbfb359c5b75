package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the log on from a cursor, batch by batch, up to its head. One thread uses it. */
final class LogReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);

  private final SampleLog log;
  private long cursor;
  private long lost;
  private @Nullable LogSegment segment;
  private @Nullable FileChannel channel;
  private long offset;

  LogReader(SampleLog log, long cursor) {
    this.log = log;
    this.cursor = Math.min(cursor, log.head());
  }

  /** Everything before it was read. */
  long cursor() {
    return cursor;
  }

  /** How many samples could not be read since this began, their files being damaged or gone. */
  long lost() {
    return lost;
  }

  /**
   * The next batch, or null at the head. It may begin before the cursor; the cursor moves behind.
   */
  @Nullable Frame next() throws IOException {
    while (cursor < log.head()) {
      Frame frame = channel == null ? null : LogSegment.next(channel, offset);
      if (frame == null) {
        if (!openNextSegment()) {
          skipTo(log.head());
          return null;
        }
      } else {
        offset = frame.end();
        long end = frame.first() + frame.samples();
        if (end > cursor) {
          skipTo(Math.max(cursor, frame.first()));
          cursor = end;
          return frame;
        }
      }
    }
    return null;
  }

  private void skipTo(long next) {
    if (next > cursor) {
      lost += next - cursor;
      LOG.error(
          "{} samples cannot be read from the log at {}: its files are damaged or were removed."
              + " Reading goes on behind them.",
          next - cursor,
          segment == null ? "its beginning" : segment.path());
      cursor = next;
    }
  }

  /** Goes to the file behind the current one, at first to the one that holds the cursor. */
  private boolean openNextSegment() throws IOException {
    close();
    List<LogSegment> all = List.copyOf(log.segments());
    for (int i = 0; i < all.size(); i++) {
      boolean behind =
          segment == null
              ? i + 1 == all.size() || all.get(i + 1).first() > cursor
              : all.get(i).first() > segment.first();
      if (behind && open(all.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** False where the file was released in this moment. */
  private boolean open(LogSegment next) throws IOException {
    segment = next;
    offset = LogSegment.HEADER;
    try {
      channel = next.reader();
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
