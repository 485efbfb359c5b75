package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every batch in order of arrival, in files of some megabytes. A batch is synced to the disk before
 * it counts; what a crash left half-written was never promised and is passed over. A new file is
 * begun at each start, so that nothing is ever written behind a torn end. One thread appends.
 */
final class SampleLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SampleLog.class);

  private final Path folder;
  private final long segmentBytes;
  private final InstantSource clock;
  private final List<LogSegment> segments = new CopyOnWriteArrayList<>();
  private final ByteSink payload = new ByteSink(4096);
  private final ByteSink framed = new ByteSink(4096);
  private @Nullable FileChannel writer;
  private volatile long head;

  /**
   * Opens the log of a folder.
   *
   * @param stored how many samples are known to be stored elsewhere: the head is never before it
   */
  SampleLog(Path folder, long stored, long segmentBytes, InstantSource clock) throws IOException {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.clock = clock;
    findSegments();
    head = stored;
    for (LogSegment segment : segments.reversed()) {
      long end = segment.end();
      head = Math.max(head, end);
      if (end > segment.first()) {
        break;
      }
    }
  }

  private void findSegments() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path path : files.filter(LogSegment::named).toList()) {
        LogSegment segment = LogSegment.open(path);
        if (segment == null) {
          Files.delete(path);
        } else {
          segments.add(segment);
        }
      }
    }
    segments.sort(Comparator.comparingLong(LogSegment::first));
  }

  /** How many samples were appended ever. */
  long head() {
    return head;
  }

  /** Oldest first. */
  List<LogSegment> segments() {
    return segments;
  }

  /** The sink into which the next batch is encoded, for {@link #append}. */
  ByteSink begin() {
    payload.clear();
    payload.putLong(head);
    return payload;
  }

  /** Writes what was encoded since {@link #begin} and syncs it. */
  void append(int samples) throws IOException {
    FileChannel channel = writer();
    framed.clear();
    Frame.write(framed, payload);
    long before = channel.position();
    long next = head + samples;
    try {
      Durable.writeFully(channel, framed);
      channel.force(false);
    } catch (IOException e) {
      abandon(channel, before);
      throw e;
    }
    head = next;
    if (channel.position() >= segmentBytes) {
      close();
    }
  }

  /** After a failed write the file's end is uncertain: it is cut off, and a new file begun. */
  private void abandon(FileChannel channel, long before) {
    writer = null;
    try (channel) {
      channel.truncate(before);
    } catch (IOException e) {
      LOG.warn("The torn end of the sample log stays, and is passed over when read: {}", e, e);
    }
  }

  private FileChannel writer() throws IOException {
    FileChannel open = writer;
    if (open == null) {
      open = beginSegment();
      writer = open;
    }
    return open;
  }

  /** A file of the same name holds no whole batch, or the head would be behind it. */
  private FileChannel beginSegment() throws IOException {
    Instant now = clock.instant();
    LogSegment segment = new LogSegment(LogSegment.name(folder, head), head, now);
    FileChannel channel = Durable.create(segment.path());
    try {
      Durable.writeFully(channel, LogSegment.header(segment));
      channel.force(true);
      Durable.syncFolder(folder);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    segments.removeIf(old -> old.first() == segment.first());
    segments.add(segment);
    return channel;
  }

  /**
   * Deletes files that hold only samples before {@code cursor}, and those that were ended before a
   * time whatever they hold.
   */
  void release(long cursor, Instant keptSince) throws IOException {
    while (segments.size() > 1) {
      LogSegment next = segments.get(1);
      if (next.first() > cursor && !next.openedAt().isBefore(keptSince)) {
        return;
      }
      LogSegment oldest = segments.removeFirst();
      Files.deleteIfExists(oldest.path());
    }
  }

  /** Of all its files together. */
  long bytes() throws IOException {
    long bytes = 0;
    for (LogSegment segment : segments) {
      bytes += size(segment.path());
    }
    return bytes;
  }

  /** It may be released meanwhile. */
  private static long size(Path path) throws IOException {
    try {
      return Files.size(path);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel open = writer;
    writer = null;
    if (open != null) {
      open.close();
    }
  }
}
