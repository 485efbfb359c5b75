package org.zhiban.gateway.telemetry.history;

import java.util.Arrays;

/**
 * Doubles of one point, bit by bit what they were. Decimal numbers of few digits become integers,
 * kept as they are or as steps, whichever is shorter; other numbers are XORed with the one before
 * (Gorilla, VLDB 2015, section 4.1.2). The plain NaN of a sample without a value is set apart, so
 * that one failed read does not spoil the numbers around it.
 */
final class ValueCodec {
  private static final int PLAIN = 0;
  private static final int STEPS = 1;
  private static final int XOR = 2;
  private static final long NAN = Double.doubleToRawLongBits(Double.NaN);

  static void write(ByteSink sink, double[] values) {
    double[] numbers = writeGaps(sink, values);
    for (boolean single : new boolean[] {false, true}) {
      for (int digits = 0; digits <= Decimals.MAX_DIGITS; digits++) {
        if (allFit(numbers, digits, single)) {
          writeDecimals(sink, numbers, digits, single);
          return;
        }
      }
    }
    sink.put(XOR);
    writeXor(sink, numbers);
  }

  static double[] read(ByteSource source, int size) {
    int[] gaps = readGaps(source);
    int numbers = size - gapped(gaps);
    int mode = source.get();
    double[] packed = mode == XOR ? readXor(source, numbers) : readDecimals(source, numbers, mode);
    return spread(packed, gaps, size);
  }

  /** Writes where the NaN are, as lengths of turns: numbers, NaN, numbers, ...; gives the rest. */
  private static double[] writeGaps(ByteSink sink, double[] values) {
    ByteSink turns = new ByteSink(16);
    double[] numbers = new double[values.length];
    int kept = 0;
    int count = 0;
    for (int row = 0; row < values.length; ) {
      boolean gap = count % 2 == 1;
      int start = row;
      while (row < values.length && isNan(values[row]) == gap) {
        if (!gap) {
          numbers[kept++] = values[row];
        }
        row++;
      }
      turns.putVarint(row - start);
      count++;
    }
    sink.putVarint(count);
    sink.put(turns);
    return Arrays.copyOf(numbers, kept);
  }

  private static boolean isNan(double value) {
    return Double.doubleToRawLongBits(value) == NAN;
  }

  private static int[] readGaps(ByteSource source) {
    int[] turns = new int[source.getCount()];
    for (int i = 0; i < turns.length; i++) {
      turns[i] = source.getCount();
    }
    return turns;
  }

  private static int gapped(int[] turns) {
    int total = 0;
    for (int i = 1; i < turns.length; i += 2) {
      total += turns[i];
    }
    return total;
  }

  private static double[] spread(double[] packed, int[] turns, int size) {
    double[] values = new double[size];
    int row = 0;
    int next = 0;
    for (int turn = 0; turn < turns.length; turn++) {
      int end = row + turns[turn];
      if (turn % 2 == 1) {
        Arrays.fill(values, row, end, Double.NaN);
      } else {
        System.arraycopy(packed, next, values, row, turns[turn]);
        next += turns[turn];
      }
      row = end;
    }
    return values;
  }

  private static boolean allFit(double[] numbers, int digits, boolean single) {
    for (double number : numbers) {
      if (!Decimals.fits(number, digits, single)) {
        return false;
      }
    }
    return true;
  }

  private static void writeDecimals(ByteSink sink, double[] numbers, int digits, boolean single) {
    long[] plain = new long[numbers.length];
    long[] steps = new long[numbers.length];
    long previous = 0;
    for (int i = 0; i < numbers.length; i++) {
      plain[i] = Decimals.scaled(numbers[i], digits);
      steps[i] = plain[i] - previous;
      previous = plain[i];
    }
    ByteSink asPlain = new ByteSink(numbers.length * 2);
    Packed.write(asPlain, plain, plain.length);
    ByteSink asSteps = new ByteSink(numbers.length * 2);
    Packed.write(asSteps, steps, steps.length);
    boolean shorter = asSteps.size() < asPlain.size();
    sink.put(shorter ? STEPS : PLAIN);
    sink.put(digits << 1 | (single ? 1 : 0));
    sink.put(shorter ? asSteps : asPlain);
  }

  private static double[] readDecimals(ByteSource source, int size, int mode) {
    int scale = source.get();
    long[] integers = Packed.read(source, size);
    double[] numbers = new double[size];
    long integer = 0;
    for (int i = 0; i < size; i++) {
      integer = mode == STEPS ? integer + integers[i] : integers[i];
      numbers[i] = Decimals.of(integer, scale >> 1, (scale & 1) == 1);
    }
    return numbers;
  }

  /** A bit: changed or not; then 6 bits of leading zeros, 6 bits of length less one, the bits. */
  private static void writeXor(ByteSink sink, double[] numbers) {
    Bits.Writer bits = new Bits.Writer(sink);
    long previous = 0;
    for (double number : numbers) {
      long current = Double.doubleToRawLongBits(number);
      long changed = current ^ previous;
      previous = current;
      if (changed == 0) {
        bits.put(0, 1);
      } else {
        int leading = Long.numberOfLeadingZeros(changed);
        int trailing = Long.numberOfTrailingZeros(changed);
        int length = Long.SIZE - leading - trailing;
        bits.put(1, 1);
        bits.put(leading, 6);
        bits.put(length - 1L, 6);
        bits.put(changed >>> trailing, length);
      }
    }
    bits.finish();
  }

  private static double[] readXor(ByteSource source, int size) {
    Bits.Reader bits = new Bits.Reader(source);
    double[] numbers = new double[size];
    long current = 0;
    for (int i = 0; i < size; i++) {
      if (bits.get(1) == 1) {
        int leading = (int) bits.get(6);
        int length = (int) bits.get(6) + 1;
        current ^= bits.get(length) << (Long.SIZE - leading - length);
      }
      numbers[i] = Double.longBitsToDouble(current);
    }
    return numbers;
  }

  private ValueCodec() {}
}
