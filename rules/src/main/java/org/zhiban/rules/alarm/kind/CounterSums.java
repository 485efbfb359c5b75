package org.zhiban.rules.alarm.kind;

import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.Steady;

/** By how much each counter rose. One that fell was exchanged or reset: nothing can be said. */
final class CounterSums extends Sums {
  private static final String BEFORE = "before";

  private final double[] before;

  CounterSums(int[] points) {
    super(points);
    before = new double[points.length];
  }

  @Override
  void begin(PointTable table, long time) {
    for (int place = 0; place < before.length; place++) {
      before[place] = value(table, place);
    }
  }

  @Override
  void take(PointTable table, long time) {}

  @Override
  double[] amounts(PointTable table, long time) {
    double[] amounts = new double[before.length];
    for (int place = 0; place < before.length; place++) {
      double rise = value(table, place) - before[place];
      amounts[place] = rise < 0 ? Double.NaN : rise;
    }
    return amounts;
  }

  /** It looks at the counters where they begin and where they end. */
  @Override
  void steady(int point, PointTable table, Steady values) {}

  @Override
  void save(Notes notes) {
    notes.put(BEFORE, before);
  }

  @Override
  void load(Notes notes) {
    System.arraycopy(notes.reals(BEFORE), 0, before, 0, before.length);
  }
}
