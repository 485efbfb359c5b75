package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * The history of a data folder as it lay on the disk at one moment, to be read from its first
 * sample to its last. It changes nothing in the folder and asks nobody, so it may be read while a
 * gateway writes it: files that the gateway merges or drops meanwhile stay readable here.
 */
public final class RecordedHistory implements AutoCloseable {
  /** The writer carries its log over into blocks once an hour: two in a row do not happen. */
  private static final int TRIES = 5;

  /** A block with its open file. */
  record OpenBlock(Block block, FileChannel channel) {}

  private final NavigableMap<Long, List<OpenBlock>> days = new TreeMap<>();
  private final Head tail;
  private final SeriesTable series;
  private long damaged;

  private RecordedHistory(Path folder, long stored) throws IOException {
    this.tail = new Head(stored, Instant.EPOCH);
    try {
      openBlocks(folder, stored);
      readTail(folder, stored);
      this.series = new SeriesTable(folder);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Whether a data folder has a history. */
  public static boolean in(Path dataFolder) {
    return Files.isDirectory(dataFolder.resolve(FileHistorian.FOLDER));
  }

  /**
   * Opens the history of a data folder.
   *
   * @throws StoreUnavailableException where it cannot be read
   */
  public static RecordedHistory open(Path dataFolder) {
    Path folder = dataFolder.resolve(FileHistorian.FOLDER);
    IOException moved = new IOException("it changed while it was opened");
    try {
      for (int tried = 0; tried < TRIES; tried++) {
        long stored = Archive.stored(folder);
        try {
          RecordedHistory opened = new RecordedHistory(folder, stored);
          if (Archive.stored(folder) == stored) {
            return opened;
          }
          opened.close();
        } catch (NoSuchFileException e) {
          moved = e;
        }
      }
      throw moved;
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "The history in " + folder + " cannot be read: " + e + ". Does it belong to this user?",
          e);
    }
  }

  private void openBlocks(Path folder, long stored) throws IOException {
    List<Block> whole = new ArrayList<>();
    for (Path path : files(folder)) {
      if (Block.named(path)) {
        Block block = opened(path);
        if (block != null && block.end() <= stored) {
          whole.add(block);
        }
      }
    }
    whole.sort(Comparator.comparingLong(Block::first).thenComparingLong(Block::end));
    for (Block block : whole) {
      if (whole.stream().noneMatch(outer -> merged(block, outer))) {
        days.computeIfAbsent(block.day(), _ -> new ArrayList<>())
            .add(new OpenBlock(block, block.reader()));
      }
    }
  }

  /**
   * Null where the file is damaged; the gateway puts such a file aside when it opens the folder.
   */
  private @Nullable Block opened(Path path) throws IOException {
    try {
      return Block.open(path);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException | RuntimeException _) {
      damaged++;
      return null;
    }
  }

  private static boolean merged(Block inner, Block outer) {
    return !outer.equals(inner)
        && outer.day() == inner.day()
        && outer.first() <= inner.first()
        && outer.end() >= inner.end();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var found = Files.list(folder)) {
      return found.toList();
    }
  }

  /** What the log holds beyond the blocks. */
  private void readTail(Path folder, long stored) throws IOException {
    List<LogSegment> segments = new ArrayList<>();
    for (Path path : files(folder)) {
      LogSegment segment = LogSegment.named(path) ? LogSegment.open(path) : null;
      if (segment != null) {
        segments.add(segment);
      }
    }
    segments.sort(Comparator.comparingLong(LogSegment::first));
    for (int at = 0; at < segments.size(); at++) {
      if (at + 1 == segments.size() || segments.get(at + 1).first() > stored) {
        readTail(segments.get(at), stored);
      }
    }
  }

  private void readTail(LogSegment segment, long stored) throws IOException {
    try (FileChannel channel = segment.reader()) {
      long offset = LogSegment.HEADER;
      for (Frame frame = LogSegment.next(channel, offset);
          frame != null;
          frame = LogSegment.next(channel, offset)) {
        long end = frame.first() + frame.samples();
        if (end > stored) {
          tail.add(frame.batch(), (int) Math.max(0, stored - frame.first()), end);
        }
        offset = frame.end();
      }
    }
  }

  /** Chunks and files that could not be read so far: their samples are missing. */
  public long damaged() {
    return damaged;
  }

  void damage() {
    damaged++;
  }

  NavigableMap<Long, List<OpenBlock>> days() {
    return days;
  }

  Head tail() {
    return tail;
  }

  /** By series, the number of its point; -1: the site has none such. */
  int[] pointOfSeries(PointIndex points) {
    int[] point = new int[series.size()];
    for (int number = 0; number < point.length; number++) {
      OptionalInt found = points.find(series.ref(number));
      point[number] = found.orElse(-1);
    }
    return point;
  }

  /** The samples of the points with {@code from <= time < to}, in order of time. */
  public Playback play(PointIndex points, Instant from, Instant to) {
    return new Playback(this, pointOfSeries(points), from.toEpochMilli(), to.toEpochMilli());
  }

  /** What was last recorded of each point before a time; a point without a sample is left out. */
  public SampleBatch before(PointIndex points, Instant at) {
    int[] wanted = pointOfSeries(points);
    @Nullable PointValue[] last = new PointValue[wanted.length];
    try {
      LastSamples.find(this, wanted, at.toEpochMilli(), last);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SampleBatch batch = new SampleBatch(wanted.length);
    for (int number = 0; number < last.length; number++) {
      PointValue value = last[number];
      if (value != null) {
        batch.add(
            wanted[number],
            value.value(),
            value.text(),
            value.quality(),
            value.reason(),
            value.time());
      }
    }
    return batch;
  }

  @Override
  public void close() {
    for (List<OpenBlock> blocks : days.values()) {
      for (OpenBlock open : blocks) {
        try {
          open.channel().close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
