package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.telemetry.history.Rollups.Span;

/**
 * Answers a question about a point by steps: day by day from what is least to read, which is the
 * steps by hour, those by minute, or the samples. Of days whose samples are kept no more there are
 * steps of whole minutes only. Its caller holds the read lock.
 */
final class StepScan {
  private static final long DAY = Compaction.DAY_MILLIS;

  private final HistoryView view;
  private final Archive archive;
  private final Rollups rollups;
  private final int series;
  private final long step;
  private final Map<YearMonth, Rollup> hours = new HashMap<>();
  private final Rollup answer;

  StepScan(HistoryView view, Archive archive, Rollups rollups, int series, long step) {
    this.view = view;
    this.archive = archive;
    this.rollups = rollups;
    this.series = series;
    this.step = step;
    this.answer = new Rollup(step);
  }

  /**
   * The steps with {@code from <= time < to}.
   *
   * @param fresh the samples of that time that are in no block yet
   */
  Rollup scan(Samples fresh, long from, long to) throws IOException {
    for (long day : days(fresh, from, to)) {
      long begin = Math.max(from, day * DAY);
      long end = Math.min(to, (day + 1) * DAY);
      int first = fresh.firstAtOrAfter(day * DAY);
      int behind = fresh.firstAtOrAfter((day + 1) * DAY);
      add(day, fresh.slice(first, behind), begin, end);
    }
    return answer;
  }

  private NavigableSet<Long> days(Samples fresh, long from, long to) throws IOException {
    long first = Math.floorDiv(from, DAY);
    long last = Math.floorDiv(to - 1, DAY);
    NavigableSet<Long> days =
        new TreeSet<>(archive.days().subMap(first, true, last, true).keySet());
    days.addAll(rollups.days().subMap(first, true, last, true).keySet());
    for (YearMonth month :
        rollups
            .months()
            .subMap(Rollups.monthOf(first), true, Rollups.monthOf(last), true)
            .keySet()) {
      rollups.sources(month).keySet().stream()
          .filter(day -> day >= first && day <= last)
          .forEach(days::add);
    }
    for (int row = 0; row < fresh.size(); row++) {
      days.add(Math.floorDiv(fresh.time(row), DAY));
    }
    return days;
  }

  private void add(long day, Samples fresh, long from, long to) throws IOException {
    List<Block> blocks = archive.days().getOrDefault(day, List.of());
    Span span = rollups.span(day);
    boolean whole = span == null || span.isWithin(blocks);
    boolean newest = span != null && span.covers(blocks) && fresh.size() == 0;
    Rollup rolled = null;
    if (newest) {
      rolled = rolled(day, from, to, whole);
    } else if (!whole) {
      rolled = beside(day);
    }
    if (span == null || rolled == null) {
      answer.add(samples(blocks, fresh, from, to));
    } else if (newest) {
      answer.addAll(rolled, from, to);
    } else {
      addLate(rolled, samples(span.late(blocks), fresh, from, to), from, to);
    }
  }

  /** The finest steps of a day to which late samples can be added; null where none fit. */
  private @Nullable Rollup beside(long day) throws IOException {
    Rollup finest = step % Rollup.MINUTE == 0 ? rollups.minutes(day, series) : null;
    return finest == null && step % Rollup.HOUR == 0 ? hours(Rollups.monthOf(day)) : finest;
  }

  /** Of one step it is not known which of both has the last number. */
  private void addLate(Rollup finer, Samples late, long from, long to) {
    Rollup within = new Rollup(finer.step());
    within.addAll(finer, from, to);
    Rollup added = new Rollup(finer.step());
    added.add(late);
    answer.addAll(within.with(added), 0, Long.MAX_VALUE);
  }

  private Samples samples(List<Block> blocks, Samples fresh, long from, long to)
      throws IOException {
    Samples samples = new Samples(64);
    for (Block block : blocks) {
      view.copy(block, series, from, to, samples);
    }
    samples.addAll(fresh, from, to);
    return samples.sorted();
  }

  /**
   * What was rolled up of the day that a part of is asked for; null where it does not fit the
   * question as well as samples that are still there, or not at all.
   */
  private @Nullable Rollup rolled(long day, long from, long to, boolean exactly)
      throws IOException {
    Rollup finer = null;
    if (fits(Rollup.HOUR, from, to, exactly) && rollups.hourly(day)) {
      finer = hours(Rollups.monthOf(day));
    }
    if (finer == null && fits(Rollup.MINUTE, from, to, exactly)) {
      finer = rollups.minutes(day, series);
    }
    if (finer == null && !exactly && step % Rollup.HOUR == 0) {
      finer = hours(Rollups.monthOf(day));
    }
    return finer;
  }

  private boolean fits(long finer, long from, long to, boolean exactly) {
    boolean aligned = from % finer == 0 && to % finer == 0;
    return step % finer == 0 && (aligned || (!exactly && finer == Rollup.MINUTE));
  }

  private @Nullable Rollup hours(YearMonth month) throws IOException {
    Rollup known = hours.get(month);
    if (known == null) {
      known = rollups.hours(month, series);
      if (known != null) {
        hours.put(month, known);
      }
    }
    return known;
  }
}
