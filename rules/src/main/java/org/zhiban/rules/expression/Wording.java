package org.zhiban.rules.expression;

import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;

/** A part of an expression that is a text or a state's name; null where it hangs on a bad value. */
interface Wording {
  @Nullable String text(PointTable table, @Nullable PointEvent event);
}
