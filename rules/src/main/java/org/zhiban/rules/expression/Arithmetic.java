package org.zhiban.rules.expression;

import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;

/** A part of an expression that is a number; NaN where it hangs on a bad value. */
interface Arithmetic {
  double value(PointTable table, @Nullable PointEvent event);

  /** The value of a point, NaN while it is bad. */
  record OfPoint(int number) implements Arithmetic {
    @Override
    public double value(PointTable table, @Nullable PointEvent event) {
      return table.quality(number) == Quality.BAD ? Double.NaN : table.value(number);
    }
  }

  /** A number as it stands. */
  record Literal(double number) implements Arithmetic {
    @Override
    public double value(PointTable table, @Nullable PointEvent event) {
      return number;
    }
  }
}
