package org.zhiban.rules.expression;

import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;

/** A part of an expression that is a number; NaN where it hangs on a bad value. */
interface Arithmetic {
  double value(PointTable table, @Nullable PointEvent event);
}
