package org.zhiban.rules.expression;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;

/** A checked expression over points, or over the fields of one event point. */
public final class CompiledExpression {
  private final Logic logic;
  private final int[] points;
  private final OptionalInt event;

  CompiledExpression(Logic logic, int[] points, OptionalInt event) {
    this.logic = logic;
    this.points = points;
    this.event = event;
  }

  /** Judges the values as they stand; unknown where it hangs on a bad one. Allocates nothing. */
  public Truth test(PointTable table) {
    return logic.test(table, null);
  }

  /**
   * Narrows the values of a point that is not bad to those with which the answer is what it is now,
   * everything else unchanged.
   */
  public void steady(int point, PointTable table, Steady values) {
    logic.steady(point, table, values);
  }

  /** Judges an event of {@link #event()}, beside the values as they stand. */
  public Truth test(PointTable table, PointEvent happening) {
    return logic.test(table, happening);
  }

  /** The numbers of the points whose values it hangs on, each once, in order of mention. */
  public int[] points() {
    return points.clone();
  }

  /** The event point whose arrivals it judges; empty: it is judged on values alone. */
  public OptionalInt event() {
    return event;
  }

  /** What every arrival of an event point fulfils. */
  static CompiledExpression arrivalOf(int event) {
    return new CompiledExpression(
        (PointTable table, @Nullable PointEvent happening) -> Truth.TRUE,
        new int[0],
        OptionalInt.of(event));
  }
}
