package org.zhiban.rules.expression;

import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;

/** A part of an expression that is true, false or unknown. */
interface Logic {
  Truth test(PointTable table, @Nullable PointEvent event);

  /** Narrows the values of a good point to those with which this part is what it is now. */
  default void steady(int point, PointTable table, Steady values) {
    values.only(table.value(point));
  }
}
