package org.zhiban.gateway.telemetry.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.zhiban.gateway.telemetry.Historian.Bucket;
import org.zhiban.model.telemetry.Quality;

/**
 * What a point did in steps of time: columns that grow, in order of time. Steps without a sample
 * are left out. Of numbers only those count that are finite and not bad.
 */
final class Rollup {
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;

  private final long step;
  private int size;
  private long[] times = new long[16];
  private long[] counts = new long[16];
  private long[] bads = new long[16];
  private long[] numbers = new long[16];
  private double[] mins = new double[16];
  private double[] maxs = new double[16];
  private double[] sums = new double[16];
  private double[] lasts = new double[16];

  /**
   * An empty one.
   *
   * @param stepMillis steps are aligned to since 1970 UTC
   */
  Rollup(long stepMillis) {
    this.step = stepMillis;
  }

  long step() {
    return step;
  }

  int size() {
    return size;
  }

  long time(int row) {
    return times[row];
  }

  /** Of all samples. */
  long count(int row) {
    return counts[row];
  }

  /** Of those without a value. */
  long bad(int row) {
    return bads[row];
  }

  /** How many numbers the other columns are about; they mean nothing where it is 0. */
  long numbers(int row) {
    return numbers[row];
  }

  double min(int row) {
    return mins[row];
  }

  double max(int row) {
    return maxs[row];
  }

  double sum(int row) {
    return sums[row];
  }

  double last(int row) {
    return lasts[row];
  }

  private double mean(int row) {
    return mins[row] == maxs[row] ? mins[row] : sums[row] / numbers[row];
  }

  /** Adds samples in order of time, none before what is there. */
  void add(Samples samples) {
    for (int sample = 0; sample < samples.size(); sample++) {
      int row = at(samples.time(sample));
      counts[row]++;
      double value = samples.value(sample);
      if (Samples.quality(samples.code(sample)) == Quality.BAD) {
        bads[row]++;
      } else if (Double.isFinite(value)) {
        number(row, 1, value, value, value, value);
      }
    }
  }

  /** Adds the finer or equal steps with {@code from <= begin} and {@code end <= to}. */
  void addAll(Rollup finer, long from, long to) {
    for (int row = 0; row < finer.size; row++) {
      if (finer.times[row] >= from && finer.times[row] + finer.step <= to) {
        add(finer, row);
      }
    }
  }

  /** Adds a row of finer or equal steps. */
  void add(Rollup other, int row) {
    add(
        other.times[row],
        other.counts[row],
        other.bads[row],
        other.numbers[row],
        other.mins[row],
        other.maxs[row],
        other.sums[row],
        other.lasts[row]);
  }

  /** Adds what was counted in a step, or in a part of it. */
  void add(
      long time,
      long count,
      long bad,
      long numberCount,
      double min,
      double max,
      double sum,
      double last) {
    int row = at(time);
    counts[row] += count;
    bads[row] += bad;
    if (numberCount > 0) {
      number(row, numberCount, min, max, sum, last);
    }
  }

  private void number(int row, long count, double min, double max, double sum, double last) {
    boolean first = numbers[row] == 0;
    mins[row] = first ? min : Math.min(mins[row], min);
    maxs[row] = first ? max : Math.max(maxs[row], max);
    sums[row] += sum;
    lasts[row] = last;
    numbers[row] += count;
  }

  /** The last row, which is that of a time that is not before it. */
  private int at(long time) {
    long aligned = Math.floorDiv(time, step) * step;
    if (size == 0 || times[size - 1] != aligned) {
      if (size == times.length) {
        grow(size * 2);
      }
      times[size++] = aligned;
    }
    return size - 1;
  }

  private void grow(int room) {
    times = Arrays.copyOf(times, room);
    counts = Arrays.copyOf(counts, room);
    bads = Arrays.copyOf(bads, room);
    numbers = Arrays.copyOf(numbers, room);
    mins = Arrays.copyOf(mins, room);
    maxs = Arrays.copyOf(maxs, room);
    sums = Arrays.copyOf(sums, room);
    lasts = Arrays.copyOf(lasts, room);
  }

  /** Both together; of a step that both have, the other one's last number is the last. */
  Rollup with(Rollup other) {
    Rollup both = new Rollup(step);
    int mine = 0;
    int others = 0;
    while (mine < size || others < other.size) {
      if (others == other.size || (mine < size && times[mine] <= other.times[others])) {
        both.add(this, mine++);
      } else {
        both.add(other, others++);
      }
    }
    return both;
  }

  List<Bucket> buckets() {
    List<Bucket> buckets = new ArrayList<>(size);
    for (int row = 0; row < size; row++) {
      buckets.add(
          new Bucket(
              Instant.ofEpochMilli(times[row]),
              known(row, mins[row]),
              known(row, maxs[row]),
              known(row, mean(row)),
              known(row, lasts[row]),
              counts[row],
              bads[row]));
    }
    return buckets;
  }

  private OptionalDouble known(int row, double value) {
    return numbers[row] == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
