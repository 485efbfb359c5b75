package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.zhiban.gateway.telemetry.history.Rollups.Day;
import org.zhiban.gateway.telemetry.history.Rollups.Span;

/**
 * Makes the steps of days that are over, and makes them again where late samples came: by minute of
 * the samples, by hour of the minutes. Where a day's samples gave way, those that come late are
 * added to its steps.
 */
final class RollingUp {

  private final Archive archive;
  private final Rollups rollups;
  private final HistoryView view;
  private final BooleanSupplier stopped;

  RollingUp(Archive archive, Rollups rollups, HistoryView view, BooleanSupplier stopped) {
    this.archive = archive;
    this.rollups = rollups;
    this.view = view;
    this.stopped = stopped;
  }

  /**
   * Makes what is missing, the oldest first.
   *
   * @param behind the first day that is not over
   * @param goesOn asked after each day: false where there is something better to do
   * @return whether it came to its end
   * @throws IOException the first of what failed, after the rest was tried
   */
  boolean roll(long behind, BooleanSupplier goesOn) throws IOException {
    IOException failed = null;
    SortedSet<YearMonth> months = new TreeSet<>();
    for (Path path : rollups.damaged()) {
      try {
        view.change(() -> rollups.putAside(path));
      } catch (IOException e) {
        failed = failed == null ? e : failed;
      }
    }
    for (long day : List.copyOf(archive.days().headMap(behind).keySet())) {
      if (!goesOn.getAsBoolean()) {
        return false;
      }
      try {
        roll(day);
      } catch (IOException e) {
        failed = failed == null ? e : failed;
      }
    }
    for (long day : rollups.days().keySet()) {
      months.add(Rollups.monthOf(day));
    }
    for (YearMonth month : months) {
      if (!goesOn.getAsBoolean()) {
        return false;
      }
      try {
        rollHours(month);
      } catch (IOException e) {
        failed = failed == null ? e : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
    return true;
  }

  /** Whether the steps of a day are of all samples that its blocks have. */
  boolean rolled(long day) throws IOException {
    Span known = rollups.span(day);
    return known != null && known.covers(archive.days().getOrDefault(day, List.of()));
  }

  /** Makes the steps of a day by minute, where they are missing. */
  void roll(long day) throws IOException {
    List<Block> blocks = archive.days().getOrDefault(day, List.of());
    Day known = rollups.days().get(day);
    Span span = rollups.span(day);
    if (span == null) {
      minutes(day, blocks, Span.of(blocks), List.of());
    } else if (span.isWithin(blocks)) {
      if (known == null || !span.covers(blocks)) {
        minutes(day, blocks, Span.of(blocks), List.of());
      }
    } else if (known != null && !span.covers(blocks)) {
      Span both = new Span(span.first(), Span.of(blocks).end());
      minutes(day, span.late(blocks), both, List.of(open(known.path())));
    }
  }

  private void minutes(long day, List<Block> blocks, Span span, List<ChunkFile> older)
      throws IOException {
    boolean remade = older.isEmpty() && rollups.days().containsKey(day);
    List<ChunkFile> files = new ArrayList<>(older);
    blocks.forEach(block -> files.add(block.file()));
    Path path = rollups.nameOfDay(day, span);
    try (ChunkFileWriter writer = new ChunkFileWriter(path);
        ChunkScans scans = new ChunkScans(files)) {
      for (int series = scans.next(); series != ChunkScans.NONE; series = scans.next()) {
        Samples samples = new Samples(1024);
        List<Rollup> known = new ArrayList<>();
        scans.take(
            series,
            (file, bytes) -> {
              if (bytes == null && file < older.size()) {
                throw damaged(files.get(file).path());
              } else if (bytes == null) {
                view.damage(files.get(file).path());
                // What was rolled up before the damage is more than what can be read now.
                if (remade) {
                  throw new DamagedFileException(files.get(file).path());
                }
              } else if (file < older.size()) {
                known.add(RollupCodec.decode(bytes, Rollup.MINUTE));
              } else {
                samples.addAll(ChunkCodec.decode(bytes), 0, Long.MAX_VALUE);
              }
            });
        Rollup rows = new Rollup(Rollup.MINUTE);
        rows.add(samples.sorted());
        for (Rollup one : known) {
          rows = one.with(rows);
        }
        write(writer, series, rows);
      }
      writer.finish();
    }
    view.change(() -> rollups.put(day, new Day(path, span)));
  }

  private void write(ChunkFileWriter writer, int series, Rollup rows) throws IOException {
    if (stopped.getAsBoolean()) {
      throw new Compaction.StoppedException();
    }
    if (rows.size() > 0) {
      writer.add(
          series, rows.size(), rows.time(0), rows.time(rows.size() - 1), RollupCodec.encode(rows));
    }
  }

  /** Makes the steps of a month by hour, where those of one of its days are missing. */
  void rollHours(YearMonth month) throws IOException {
    Map<Long, Span> sources = new TreeMap<>(rollups.sources(month));
    Map<Long, Day> changed = new TreeMap<>();
    long first = month.atDay(1).toEpochDay();
    rollups
        .days()
        .subMap(first, month.plusMonths(1).atDay(1).toEpochDay())
        .forEach(
            (day, known) -> {
              if (!known.span().equals(sources.put(day, known.span()))) {
                changed.put(day, known);
              }
            });
    if (!changed.isEmpty()) {
      hours(month, changed, sources);
    }
  }

  private void hours(YearMonth month, Map<Long, Day> changed, Map<Long, Span> sources)
      throws IOException {
    List<ChunkFile> files = new ArrayList<>();
    Path older = rollups.months().get(month);
    if (older != null) {
      files.add(open(older));
    }
    int days = files.size();
    for (Day day : changed.values()) {
      files.add(open(day.path()));
    }
    try (ChunkFileWriter writer = new ChunkFileWriter(rollups.nameOfMonth(month));
        ChunkScans scans = new ChunkScans(files)) {
      writer.add(Rollups.SOURCES, 0, 0, 0, Rollups.encode(sources));
      scans.take(
          Rollups.SOURCES,
          (file, bytes) -> {
            if (bytes == null) {
              throw damaged(files.get(file).path());
            }
          });
      for (int series = scans.next(); series != ChunkScans.NONE; series = scans.next()) {
        Rollup kept = new Rollup(Rollup.HOUR);
        Rollup made = new Rollup(Rollup.HOUR);
        scans.take(
            series,
            (file, bytes) -> {
              if (bytes == null) {
                throw damaged(files.get(file).path());
              } else if (file < days) {
                keep(kept, RollupCodec.decode(bytes, Rollup.HOUR), changed);
              } else {
                made.addAll(RollupCodec.decode(bytes, Rollup.MINUTE), 0, Long.MAX_VALUE);
              }
            });
        write(writer, series, kept.with(made));
      }
      writer.finish();
    }
    view.change(() -> rollups.put(month, sources));
  }

  private ChunkFile open(Path path) throws IOException {
    try {
      return ChunkFile.open(path);
    } catch (DamagedFileException e) {
      rollups.damage(path, e);
      throw e;
    }
  }

  /** It is put aside in the next round, and the month made of what there is. */
  private DamagedFileException damaged(Path path) {
    DamagedFileException e = new DamagedFileException(path);
    rollups.damage(path, e);
    return e;
  }

  /** Those of days that did not change. */
  private static void keep(Rollup kept, Rollup older, Map<Long, Day> changed) {
    for (int row = 0; row < older.size(); row++) {
      long day = Math.floorDiv(older.time(row), Compaction.DAY_MILLIS);
      if (!changed.containsKey(day)) {
        kept.add(older, row);
      }
    }
  }
}
