package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the steps: by minute for each UTC day, by hour for each month. They are opened when
 * they are asked for. Its caller sees to it that nobody reads while it changes.
 */
final class Rollups {
  private static final Logger LOG = LoggerFactory.getLogger(Rollups.class);
  private static final String MINUTES = ".minutes";
  private static final String HOURS = ".hours";
  private static final String DAMAGED = ".damaged";

  /** The chunk of this series says what a month is made of. */
  static final int SOURCES = -1;

  /** Of which samples steps were made: those appended in {@code [first, end)}. */
  record Span(long first, long end) {
    static Span of(List<Block> blocks) {
      return new Span(
          blocks.getFirst().first(), blocks.stream().mapToLong(Block::end).max().orElseThrow());
    }

    /** Whether all samples of a day's blocks are in it. */
    boolean covers(List<Block> blocks) {
      return blocks.stream().allMatch(block -> block.first() >= first && block.end() <= end);
    }

    /** Those of a day's blocks of which nothing is in it. */
    List<Block> late(List<Block> blocks) {
      return blocks.stream().filter(block -> block.first() >= end).toList();
    }

    /** Whether a day's blocks still have all samples that are in it. */
    boolean isWithin(List<Block> blocks) {
      return !blocks.isEmpty() && blocks.getFirst().first() <= first;
    }
  }

  /** The steps of a day by minute. */
  record Day(Path path, Span span) {}

  private final Path folder;
  private final NavigableMap<Long, Day> days = new TreeMap<>();
  private final NavigableMap<YearMonth, Path> months = new TreeMap<>();
  private final Map<YearMonth, Map<Long, Span>> sources = new ConcurrentHashMap<>();
  private final Set<Path> damaged = ConcurrentHashMap.newKeySet();

  Rollups(Path folder) throws IOException {
    this.folder = folder;
    List<Path> files;
    try (var found = Files.list(folder)) {
      files = found.toList();
    }
    for (Path path : files) {
      String name = path.getFileName().toString();
      if (name.endsWith(HOURS)) {
        months.put(YearMonth.parse(name.substring(0, name.length() - HOURS.length())), path);
      } else if (name.endsWith(MINUTES)) {
        take(path, name);
      }
    }
  }

  /** Of two of a day one was made of more; a crash left the other. */
  private void take(Path path, String name) throws IOException {
    int mark = name.lastIndexOf('_');
    int dash = name.lastIndexOf('-');
    long day = LocalDate.parse(name.substring(0, mark)).toEpochDay();
    Span span =
        new Span(
            Long.parseLong(name, mark + 1, dash, 10),
            Long.parseLong(name, dash + 1, name.length() - MINUTES.length(), 10));
    Day taken = new Day(path, span);
    Day other = days.get(day);
    if (other != null && other.span().end() > span.end()) {
      Files.delete(path);
      return;
    }
    if (other != null) {
      Files.delete(other.path());
    }
    days.put(day, taken);
  }

  static boolean named(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(MINUTES) || name.endsWith(HOURS);
  }

  /** Where the steps of a day are written that were made of these samples. */
  Path nameOfDay(long day, Span span) {
    return folder.resolve(
        LocalDate.ofEpochDay(day) + "_" + span.first() + "-" + span.end() + MINUTES);
  }

  Path nameOfMonth(YearMonth month) {
    return folder.resolve(month + HOURS);
  }

  /** By day since 1970, those by minute. */
  NavigableMap<Long, Day> days() {
    return days;
  }

  /** Those by hour. */
  NavigableMap<YearMonth, Path> months() {
    return months;
  }

  static YearMonth monthOf(long day) {
    return YearMonth.from(LocalDate.ofEpochDay(day));
  }

  /** Of which samples a day was made; null where there are no steps of it. */
  @Nullable Span span(long day) throws IOException {
    Day known = days.get(day);
    return known == null ? sources(monthOf(day)).get(day) : known.span();
  }

  /** Whether the month's steps by hour are of the same samples as the day's by minute. */
  boolean hourly(long day) throws IOException {
    Span span = span(day);
    return span != null && span.equals(sources(monthOf(day)).get(day));
  }

  /** Of which samples the days of a month's steps by hour were made. */
  Map<Long, Span> sources(YearMonth month) throws IOException {
    Path path = months.get(month);
    if (path == null) {
      return Map.of();
    }
    Map<Long, Span> known = sources.get(month);
    if (known == null) {
      List<byte[]> found = chunks(path, SOURCES);
      known = found.isEmpty() ? Map.of() : decode(found.getFirst());
      sources.put(month, known);
    }
    return known;
  }

  static byte[] encode(Map<Long, Span> sources) {
    ByteSink sink = new ByteSink(sources.size() * 16);
    sink.putVarint(sources.size());
    sources.forEach(
        (day, span) -> {
          sink.putVarint(day);
          sink.putVarint(span.first());
          sink.putVarint(span.end());
        });
    return sink.toArray();
  }

  private static Map<Long, Span> decode(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    Map<Long, Span> sources = new TreeMap<>();
    for (int left = source.getCount(); left > 0; left--) {
      sources.put(source.getVarint(), new Span(source.getVarint(), source.getVarint()));
    }
    return sources;
  }

  /** A day's steps by minute of a point; null where there are none, or damaged ones. */
  @Nullable Rollup minutes(long day, int series) throws IOException {
    Day known = days.get(day);
    return known == null ? null : read(known.path(), series, Rollup.MINUTE);
  }

  /** A month's steps by hour of a point; null where there are none, or damaged ones. */
  @Nullable Rollup hours(YearMonth month, int series) throws IOException {
    Path path = months.get(month);
    return path == null ? null : read(path, series, Rollup.HOUR);
  }

  private @Nullable Rollup read(Path path, int series, long step) throws IOException {
    List<byte[]> chunks = chunks(path, series);
    if (damaged.contains(path)) {
      return null;
    }
    return chunks.isEmpty() ? new Rollup(step) : RollupCodec.decode(chunks.getFirst(), step);
  }

  /** One or none: the steps of a point stand together. */
  private List<byte[]> chunks(Path path, int series) throws IOException {
    List<byte[]> found = new ArrayList<>();
    // A month is replaced while it is read: what is open stays what it was.
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ChunkFile file = ChunkFile.open(path, channel);
      int number = file.firstOf(channel, series);
      if (number < file.chunks()) {
        Chunk chunk = file.chunk(channel, number);
        if (chunk.series() == series) {
          byte[] bytes = file.bytes(channel, chunk);
          if (bytes == null) {
            throw new DamagedFileException(path);
          }
          found.add(bytes);
        }
      }
    } catch (DamagedFileException e) {
      damage(path, e);
    }
    return found;
  }

  /** Said once; it is put aside soon, and made again where there is something to make it of. */
  void damage(Path path, DamagedFileException e) {
    if (damaged.add(path)) {
      LOG.error("{} is damaged and will be made again, as far as that can be.", path, e);
    }
  }

  /** Files that were found to be damaged. */
  Set<Path> damaged() {
    return Set.copyOf(damaged);
  }

  /** Puts a damaged file aside. */
  void putAside(Path path) throws IOException {
    damaged.remove(path);
    try {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + DAMAGED),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      LOG.debug("{} was taken away meanwhile", path, e);
    }
    days.values().removeIf(day -> day.path().equals(path));
    months.entrySet().removeIf(month -> month.getValue().equals(path));
    sources.keySet().retainAll(months.keySet());
  }

  /** The steps of a day stand in place of older ones. */
  void put(long day, Day made) throws IOException {
    Day older = days.put(day, made);
    damaged.remove(made.path());
    if (older != null && !older.path().equals(made.path())) {
      delete(older.path());
    }
  }

  /** A month was written in place of the older one. */
  void put(YearMonth month, Map<Long, Span> madeOf) {
    months.put(month, nameOfMonth(month));
    damaged.remove(nameOfMonth(month));
    sources.put(month, Map.copyOf(madeOf));
  }

  /** Takes days out, and months that lie before the first one whole. */
  void dropBefore(long day) throws IOException {
    for (Long old : List.copyOf(days.headMap(day).keySet())) {
      drop(old);
    }
    for (YearMonth old : List.copyOf(months.headMap(monthOf(day)).keySet())) {
      Path path = months.remove(old);
      sources.remove(old);
      if (path != null) {
        delete(path);
      }
    }
  }

  /** Takes the steps of a day by minute out. */
  void drop(long day) throws IOException {
    Day gone = days.remove(day);
    if (gone != null) {
      delete(gone.path());
    }
  }

  private void delete(Path path) throws IOException {
    damaged.remove(path);
    Files.deleteIfExists(path);
  }

  /** All files, in no order. */
  List<Path> files() {
    List<Path> files = new ArrayList<>(months.values());
    days.values().forEach(day -> files.add(day.path()));
    return files;
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }
    return bytes;
  }
}
