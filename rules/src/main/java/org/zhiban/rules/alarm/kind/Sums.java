package org.zhiban.rules.alarm.kind;

import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.expression.Steady;

/** What several points amounted to over a time; the first is held against the others. */
abstract class Sums {
  private final int[] points;

  Sums(int[] points) {
    this.points = points.clone();
  }

  final int count() {
    return points.length;
  }

  final double value(PointTable table, int place) {
    return table.value(points[place]);
  }

  /** Whether every one of them is known. */
  final boolean known(PointTable table) {
    for (int point : points) {
      if (table.quality(point) == Quality.BAD || !Double.isFinite(table.value(point))) {
        return false;
      }
    }
    return true;
  }

  /** Begins a time; all of them are known. */
  abstract void begin(PointTable table, long time);

  /** One of them was read. */
  abstract void take(PointTable table, long time);

  /** The amount of each since the beginning; NaN where nothing can be said. */
  abstract double[] amounts(PointTable table, long time);

  /** Narrows the values of a point to those that it need not be told of. */
  abstract void steady(int point, PointTable table, Steady values);

  abstract void save(Notes notes);

  abstract void load(Notes notes);
}
