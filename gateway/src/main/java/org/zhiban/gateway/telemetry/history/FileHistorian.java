package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * The historian in a folder of its own files; needs no server and little memory. An append costs
 * one write and one sync of the log; everything else happens beside it.
 */
public final class FileHistorian implements Historian {
  /** The folder's name in the data folder. */
  public static final String FOLDER = "history";

  /** The end of the year 9999: a time behind it, or before 1970, is no time of a sample. */
  private static final long LATEST = 253_402_300_800_000L;

  /** Whoever forwards reads what is new and, beside it, what an outage left. */
  private static final int READERS = 2;

  private static final Duration LOOK_FOR_ROOM = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(FileHistorian.class);

  private final Path folder;
  private final HistorySettings settings;
  private final InstantSource clock;
  private final SeriesTable series;
  private final int[] seriesOfPoint;
  private final Archive archive;
  private final SampleLog log;
  private final HistoryView view;
  private final Maintenance maintenance;
  private final Room room;
  private Instant looked = Instant.EPOCH;
  private final LongAdder refused = new LongAdder();
  private final Object backlogLock = new Object();

  /** Those of whoever goes on where it stopped; the one that was used last stands last. */
  private final Deque<BacklogReader> readers = new ArrayDeque<>();

  private FileHistorian(
      Path folder, PointIndex points, HistorySettings settings, InstantSource clock, Room room)
      throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.clock = clock;
    this.room = room;
    Files.createDirectories(folder);
    series = new SeriesTable(folder);
    seriesOfPoint = series.numbers(points.refs());
    archive = new Archive(folder);
    log = new SampleLog(folder, archive.stored(), settings.segmentBytes(), clock);
    Rollups rollups = new Rollups(folder);
    view = new HistoryView(archive, rollups, replayed());
    maintenance = new Maintenance(settings, archive, rollups, view, log, clock, room);
    maintenance.request();
  }

  /**
   * Opens the history of a data folder, and makes it where there is none.
   *
   * @param points the points of the loaded site; the history knows those of earlier ones too
   * @throws StoreUnavailableException where the folder cannot be read or written
   */
  public static FileHistorian open(
      Path dataFolder, PointIndex points, HistorySettings settings, InstantSource clock) {
    return open(dataFolder, points, settings, clock, Room.around(dataFolder.toAbsolutePath()));
  }

  static FileHistorian open(
      Path dataFolder,
      PointIndex points,
      HistorySettings settings,
      InstantSource clock,
      Room room) {
    Path folder = dataFolder.resolve(FOLDER);
    try {
      return new FileHistorian(folder, points, settings, clock, room);
    } catch (IOException e) {
      throw unavailable(folder, e);
    }
  }

  private static StoreUnavailableException unavailable(Path folder, IOException e) {
    return new StoreUnavailableException(
        "The history in "
            + folder
            + " cannot be read or written: "
            + e
            + ". Is the disk full, or do its files belong to another user?",
        e);
  }

  /** What the log holds beyond the blocks. */
  private Head replayed() throws IOException {
    Head head = new Head(archive.stored(), clock.instant());
    try (LogReader reader = new LogReader(log, archive.stored())) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        int from = (int) Math.max(0, archive.stored() - frame.first());
        head.add(frame.batch(), from, frame.first() + frame.samples());
      }
    }
    return head;
  }

  @Override
  public synchronized void append(SampleBatch batch) {
    SampleBatch kept = inSeries(batch);
    if (kept.isEmpty()) {
      return;
    }
    lookForRoom();
    makeRoom();
    try {
      BatchCodec.encode(log.begin(), kept);
      log.append(kept.size());
    } catch (IOException e) {
      maintenance.request();
      throw unavailable(folder, e);
    }
    Head head = view.head();
    head.add(kept, 0, log.head());
    if (view.frozen() == null && full(head)) {
      view.freeze(new Head(log.head(), clock.instant()));
      maintenance.request();
    }
  }

  /** Once a minute, by a clock that may be set. */
  private void lookForRoom() {
    Instant now = clock.instant();
    if (now.isBefore(looked) || !now.isBefore(looked.plus(LOOK_FOR_ROOM))) {
      looked = now;
      if (room.scarce()) {
        maintenance.request();
      }
    }
  }

  private boolean full(Head head) {
    return head.size() >= settings.headSamples()
        || !clock.instant().isBefore(head.since().plus(settings.headAge()));
  }

  /** While the head before is being written this one grows to twice its size; then it waits. */
  private void makeRoom() {
    if (view.frozen() == null || view.head().size() < 2 * settings.headSamples()) {
      return;
    }
    maintenance.request();
    maintenance.awaitIdle();
    if (view.frozen() != null) {
      throw new StoreUnavailableException(
          "The history in "
              + folder
              + " cannot move samples from memory to files: "
              + maintenance.trouble());
    }
  }

  /** The same samples with series for points, without those of no time. */
  private SampleBatch inSeries(SampleBatch batch) {
    SampleBatch kept = new SampleBatch(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      long time = batch.time(row);
      if (time >= 0 && time < LATEST) {
        kept.add(
            seriesOfPoint[batch.point(row)],
            batch.value(row),
            batch.text(row),
            batch.quality(row),
            batch.reason(row),
            time);
      }
    }
    if (kept.size() < batch.size()) {
      refused.add(batch.size() - kept.size());
      LOG.warn("{} samples have times before 1970 or after 9999 and are not kept.", refused);
    }
    return kept;
  }

  @Override
  public List<PointValue> raw(PointRef point, Instant from, Instant to, int limit) {
    List<PointValue> found = new ArrayList<>();
    OptionalInt number = series.find(point);
    if (number.isEmpty() || !from.isBefore(to)) {
      return found;
    }
    try {
      view.scan(
          number.getAsInt(),
          firstMilli(from),
          firstMilli(to),
          day -> {
            for (int row = 0; row < day.size() && found.size() < limit; row++) {
              found.add(day.get(row));
            }
            return found.size() < limit;
          });
      return found;
    } catch (IOException e) {
      throw unavailable(folder, e);
    }
  }

  @Override
  public List<Bucket> buckets(PointRef point, Instant from, Instant to, Duration step) {
    if (step.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a step is a second or more: " + step);
    }
    OptionalInt number = series.find(point);
    long first = firstMilli(from);
    long behind = firstMilli(to);
    if (number.isEmpty() || first >= behind) {
      return List.of();
    }
    try {
      return view.buckets(number.getAsInt(), first, behind, step.toMillis());
    } catch (IOException e) {
      throw unavailable(folder, e);
    }
  }

  /** The first millisecond that is not before a time, within what a sample can have. */
  private static long firstMilli(Instant time) {
    long whole = lastMilli(time);
    return whole < LATEST && Instant.ofEpochMilli(whole).isBefore(time) ? whole + 1 : whole;
  }

  /** The last millisecond that is not after a time, within what a sample can have. */
  private static long lastMilli(Instant time) {
    if (time.getEpochSecond() >= LATEST / 1000) {
      return LATEST;
    }
    return time.getEpochSecond() < 0 ? 0 : time.toEpochMilli();
  }

  @Override
  public List<PointValue> lastBefore(PointRef point, Instant at) {
    OptionalInt number = series.find(point);
    if (number.isEmpty()) {
      return List.of();
    }
    try {
      PointValue last = view.lastBefore(number.getAsInt(), lastMilli(at));
      return last == null ? List.of() : List.of(last);
    } catch (IOException e) {
      throw unavailable(folder, e);
    }
  }

  @Override
  public Backlog readAfter(long cursor, int limit) {
    synchronized (backlogLock) {
      try {
        return read(reader(cursor), limit);
      } catch (IOException e) {
        throw unavailable(folder, e);
      }
    }
  }

  /** Who could not read begins anew the next time: it may have been in the middle of something. */
  private Backlog read(BacklogReader reader, int limit) throws IOException {
    boolean done = false;
    try {
      Backlog backlog = reader.read(limit);
      done = true;
      return backlog;
    } finally {
      if (!done) {
        readers.remove(reader);
        reader.close();
      }
    }
  }

  private BacklogReader reader(long cursor) throws IOException {
    BacklogReader reader =
        readers.stream().filter(one -> one.cursor() == cursor).findFirst().orElse(null);
    if (reader == null) {
      if (readers.size() == READERS) {
        readers.removeFirst().close();
      }
      reader = new BacklogReader(log, series, cursor);
    } else {
      readers.remove(reader);
    }
    readers.addLast(reader);
    return reader;
  }

  @Override
  public long head() {
    return log.head();
  }

  @Override
  public void release(long cursor) {
    maintenance.release(cursor);
  }

  /** Keeps its files for somebody who copies them; samples are appended as ever meanwhile. */
  public HistoryHold hold() {
    maintenance.hold();
    return new HistoryHold() {
      @Override
      public HistoryCut cut() {
        return FileHistorian.this.cut();
      }

      @Override
      public void close() {
        maintenance.letGo();
      }
    };
  }

  /** Between two batches: an append waits for a list of files, not for their copy. */
  private synchronized HistoryCut cut() {
    try {
      HistoryCut blocks = view.blocks();
      List<HistoryCut.Part> parts = new ArrayList<>(blocks.parts());
      for (LogSegment segment : log.segments()) {
        parts.add(HistoryCut.part(segment.path()));
      }
      if (Files.exists(series.path())) { // a site without points has none
        parts.add(HistoryCut.part(series.path()));
      }
      return new HistoryCut(blocks.stored(), log.head(), parts);
    } catch (IOException e) {
      throw unavailable(folder, e);
    }
  }

  /** What somebody should do something about while there is time; empty where there is nothing. */
  public Optional<String> warning() {
    return room.warning();
  }

  /** How it does, for the metrics. */
  public HistoryFigures figures() {
    try {
      return new HistoryFigures(
          log.head(),
          log.head() - view.stored(),
          log.bytes(),
          view.bytes(),
          view.rollupBytes(),
          refused.sum(),
          view.damagedChunks(),
          maintenance.givenWay(),
          room.free(),
          Optional.ofNullable(maintenance.trouble()));
    } catch (IOException e) {
      throw unavailable(folder, e);
    }
  }

  /** Waits until nothing is done in the background. */
  void settled() {
    maintenance.awaitIdle();
  }

  @Override
  public synchronized void close() {
    maintenance.close();
    try {
      synchronized (backlogLock) {
        for (BacklogReader reader : readers) {
          reader.close();
        }
        readers.clear();
      }
      log.close();
    } catch (IOException e) {
      throw unavailable(folder, e);
    }
  }
}
