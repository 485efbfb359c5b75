package org.zhiban.rules.alarm.kind;

import java.util.Arrays;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.Steady;

/** What each momentary value was on the mean, while all of them were known. */
final class MeanSums extends Sums {
  private static final String SUMS = "sums";
  private static final String SPAN = "span";
  private static final long NOT_KNOWN = Long.MIN_VALUE;

  /** By millisecond. */
  private final double[] sums;

  private final double[] latest;
  private long span;

  /** Since when what was read last holds. */
  private long since = NOT_KNOWN;

  MeanSums(int[] points) {
    super(points);
    sums = new double[points.length];
    latest = new double[points.length];
  }

  @Override
  void begin(PointTable table, long time) {
    Arrays.fill(sums, 0);
    span = 0;
    since = NOT_KNOWN;
    take(table, time);
  }

  @Override
  void take(PointTable table, long time) {
    if (since != NOT_KNOWN) {
      long held = time - since;
      span += held;
      for (int place = 0; place < sums.length; place++) {
        sums[place] += latest[place] * held;
      }
    }
    since = known(table) ? time : NOT_KNOWN;
    for (int place = 0; place < latest.length; place++) {
      latest[place] = value(table, place);
    }
  }

  @Override
  double[] amounts(PointTable table, long time) {
    take(table, time);
    return Arrays.stream(sums).map(sum -> span == 0 ? Double.NaN : sum / span).toArray();
  }

  @Override
  void steady(int point, PointTable table, Steady values) {
    values.only(table.value(point));
  }

  @Override
  void save(Notes notes) {
    notes.put(SUMS, sums);
    notes.put("latest", latest);
    notes.put(SPAN, span, since);
  }

  @Override
  void load(Notes notes) {
    System.arraycopy(notes.reals(SUMS), 0, sums, 0, sums.length);
    System.arraycopy(notes.reals("latest"), 0, latest, 0, latest.length);
    span = notes.numbers(SPAN)[0];
    since = notes.numbers(SPAN)[1];
  }
}
