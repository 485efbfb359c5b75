package org.zhiban.rules.expression;

import dev.cel.common.Operator;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;

/** One of the six comparisons of numbers. */
record Comparison(Operator operator, Arithmetic left, Arithmetic right) implements Logic {
  @Override
  public Truth test(PointTable table, @Nullable PointEvent event) {
    double a = left.value(table, event);
    double b = right.value(table, event);
    return Double.isNaN(a) || Double.isNaN(b) ? Truth.UNKNOWN : Truth.of(holds(a, b));
  }

  private boolean holds(double a, double b) {
    return switch (operator) {
      case LESS -> a < b;
      case LESS_EQUALS -> a <= b;
      case GREATER -> a > b;
      case GREATER_EQUALS -> a >= b;
      case EQUALS -> a == b;
      case NOT_EQUALS -> a != b;
      default -> throw new IllegalArgumentException("no comparison: " + operator);
    };
  }

  /** Of a point beside a literal: the side of the literal on which it is. */
  @Override
  public void steady(int point, PointTable table, Steady values) {
    if (left instanceof Arithmetic.OfPoint(int of)
        && right instanceof Arithmetic.Literal(double at)) {
      side(of, at, point, table, values);
    } else if (right instanceof Arithmetic.OfPoint(int of)
        && left instanceof Arithmetic.Literal(double at)) {
      side(of, at, point, table, values);
    } else {
      values.only(table.value(point));
    }
  }

  private static void side(int of, double at, int point, PointTable table, Steady values) {
    if (of != point) {
      return;
    }
    double value = table.value(point);
    if (value == at) {
      values.only(at);
    } else if (value > at) {
      values.sideOf(Math.nextUp(at), true);
    } else {
      values.sideOf(at, false);
    }
  }
}
