package org.zhiban.rules.alarm.kind;

import java.util.Arrays;
import org.zhiban.model.site.Condition.Rate;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.expression.Truth;

/**
 * The slope of the straight line that fits the window best, by least squares: one wild sample moves
 * it little. It is judged when the window holds enough samples and they cover most of it.
 */
final class RateSignal extends Signal {
  /** Samples kept of a window; closer ones are left out. */
  private static final int CAPACITY = 256;

  /** How much of the window the samples must cover. */
  private static final double COVERED = 0.75;

  /** After so many samples what is kept is worth writing down again. */
  private static final int WRITTEN_EVERY = 16;

  private final int point;
  private final double rise;
  private final double fall;
  private final long per;
  private final long over;
  private final int minSamples;
  private final PointTable table;
  private final Runnable remember;
  private final long[] times = new long[CAPACITY];
  private final double[] values = new double[CAPACITY];
  private int count;
  private int taken;
  private boolean lastBad = true;

  RateSignal(int point, Rate condition, Surroundings around) {
    this.point = point;
    rise = condition.rise().orElse(Double.POSITIVE_INFINITY);
    fall = condition.fall().orElse(Double.POSITIVE_INFINITY);
    per = condition.per().toMillis();
    over = condition.over().toMillis();
    minSamples = Math.min(Math.max(condition.minSamples(), 2), CAPACITY);
    table = around.table();
    remember = around.remember();
  }

  @Override
  public void sample(int woken, long time) {
    if (woken != point) {
      return;
    }
    double value = table.value(point);
    lastBad = table.quality(point) == Quality.BAD || !Double.isFinite(value);
    forget(time);
    if (lastBad || (count > 0 && time - times[count - 1] < over / CAPACITY)) {
      return;
    }
    if (count == CAPACITY) {
      shift(1);
    }
    times[count] = time;
    values[count] = value;
    count++;
    if (++taken % WRITTEN_EVERY == 0) {
      remember.run();
    }
  }

  private void forget(long time) {
    int old = 0;
    while (old < count && times[old] < time - over) {
      old++;
    }
    if (old > 0) {
      shift(old);
    }
  }

  private void shift(int by) {
    System.arraycopy(times, by, times, 0, count - by);
    System.arraycopy(values, by, values, 0, count - by);
    count -= by;
  }

  @Override
  public Truth input(int track) {
    if (lastBad || count < minSamples || times[count - 1] - times[0] < over * COVERED) {
      return Truth.UNKNOWN;
    }
    double perTime = slope() * per;
    return Truth.of(perTime > rise || -perTime > fall);
  }

  /** Units a millisecond. */
  private double slope() {
    double meanTime = 0;
    double meanValue = 0;
    for (int i = 0; i < count; i++) {
      meanTime += (double) (times[i] - times[0]) / count;
      meanValue += values[i] / count;
    }
    double spread = 0;
    double together = 0;
    for (int i = 0; i < count; i++) {
      double time = times[i] - times[0] - meanTime;
      spread += time * time;
      together += time * (values[i] - meanValue);
    }
    return together / spread;
  }

  @Override
  public void save(Notes notes) {
    if (count > 0) {
      notes.put("times", Arrays.copyOf(times, count));
      notes.put("values", Arrays.copyOf(values, count));
      notes.put("bad", lastBad ? 1 : 0);
    }
  }

  @Override
  public void load(Notes notes) {
    if (notes.has("times")) {
      long[] savedTimes = notes.numbers("times");
      double[] savedValues = notes.reals("values");
      count = savedTimes.length;
      System.arraycopy(savedTimes, 0, times, 0, count);
      System.arraycopy(savedValues, 0, values, 0, count);
      lastBad = notes.number("bad") == 1;
    }
  }
}
