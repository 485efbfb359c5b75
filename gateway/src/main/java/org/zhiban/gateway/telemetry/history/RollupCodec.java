package org.zhiban.gateway.telemetry.history;

import java.util.Arrays;

/**
 * Steps of one point as bytes. Most steps hold one number, or one again and again: of those only
 * the last is written. A sum is written as the shortest decimal within the error of adding it up.
 */
final class RollupCodec {
  private static final double[] POWERS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};

  static byte[] encode(Rollup rows) {
    int size = rows.size();
    ByteSink sink = new ByteSink(size * 8 + 32);
    sink.putVarint(size);
    if (size == 0) {
      return sink.toArray();
    }
    long[] times = new long[size];
    long[] counts = new long[size];
    long[] bads = new long[size];
    long[] others = new long[size];
    for (int row = 0; row < size; row++) {
      times[row] = rows.time(row);
      counts[row] = rows.count(row);
      bads[row] = rows.bad(row);
      others[row] = rows.count(row) - rows.bad(row) - rows.numbers(row);
    }
    TimeCodec.write(sink, times);
    Packed.write(sink, counts, size);
    Packed.write(sink, bads, size);
    Packed.write(sink, others, size);
    writeNumbers(sink, rows);
    return sink.toArray();
  }

  private static void writeNumbers(ByteSink sink, Rollup rows) {
    double[] lasts = new double[rows.size()];
    long[] spread = new long[rows.size()];
    double[] mins = new double[rows.size()];
    double[] maxs = new double[rows.size()];
    double[] sums = new double[rows.size()];
    int numbered = 0;
    int varied = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (rows.numbers(row) > 0) {
        lasts[numbered] = rows.last(row);
        if (!even(rows, row)) {
          spread[numbered] = 1;
          mins[varied] = rows.min(row);
          maxs[varied] = rows.max(row);
          sums[varied] = shortest(rows, row);
          varied++;
        }
        numbered++;
      }
    }
    ValueCodec.write(sink, Arrays.copyOf(lasts, numbered));
    Packed.write(sink, spread, numbered);
    ValueCodec.write(sink, Arrays.copyOf(mins, varied));
    ValueCodec.write(sink, Arrays.copyOf(maxs, varied));
    ValueCodec.write(sink, Arrays.copyOf(sums, varied));
  }

  /** Whether one number says all. */
  private static boolean even(Rollup rows, int row) {
    return Decimals.same(rows.min(row), rows.last(row))
        && Decimals.same(rows.max(row), rows.last(row));
  }

  /** Adding n numbers is wrong by at most n roundings of the greatest sum on the way. */
  private static double shortest(Rollup rows, int row) {
    double sum = rows.sum(row);
    long numbers = rows.numbers(row);
    double greatest = Math.max(Math.abs(rows.min(row)), Math.abs(rows.max(row))) * numbers;
    double error = numbers * Math.ulp(greatest);
    for (double power : POWERS) {
      double rounded = Math.rint(sum * power) / power;
      if (Math.abs(rounded - sum) <= error) {
        return rounded;
      }
    }
    return sum;
  }

  /**
   * The steps again.
   *
   * @param step of those that were written, in milliseconds
   */
  static Rollup decode(byte[] bytes, long step) {
    ByteSource source = new ByteSource(bytes);
    Rollup rows = new Rollup(step);
    int size = source.getCount();
    if (size == 0) {
      return rows;
    }
    long[] times = TimeCodec.read(source, size);
    long[] counts = Packed.read(source, size);
    long[] bads = Packed.read(source, size);
    long[] numbers = Packed.read(source, size);
    int numbered = 0;
    for (int row = 0; row < size; row++) {
      numbers[row] = counts[row] - bads[row] - numbers[row];
      numbered += numbers[row] > 0 ? 1 : 0;
    }
    double[] lasts = ValueCodec.read(source, numbered);
    long[] spread = Packed.read(source, numbered);
    int varied = (int) Arrays.stream(spread).sum();
    double[] mins = ValueCodec.read(source, varied);
    double[] maxs = ValueCodec.read(source, varied);
    double[] sums = ValueCodec.read(source, varied);
    int number = 0;
    int wide = 0;
    for (int row = 0; row < size; row++) {
      double last = numbers[row] > 0 ? lasts[number] : 0;
      boolean even = numbers[row] == 0 || spread[number] == 0;
      rows.add(
          times[row],
          counts[row],
          bads[row],
          numbers[row],
          even ? last : mins[wide],
          even ? last : maxs[wide],
          even ? last * numbers[row] : sums[wide],
          last);
      number += numbers[row] > 0 ? 1 : 0;
      wide += even ? 0 : 1;
    }
    return rows;
  }

  private RollupCodec() {}
}
