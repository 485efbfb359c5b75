package org.zhiban.rules.expression;

import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;

/** Parts joined into a whole: while no part changes the whole does not. */
sealed interface Joined extends Logic {
  record Both(Logic left, Logic right) implements Joined {
    @Override
    public Truth test(PointTable table, @Nullable PointEvent event) {
      Truth first = left.test(table, event);
      return first == Truth.FALSE ? first : first.and(right.test(table, event));
    }

    @Override
    public void steady(int point, PointTable table, Steady values) {
      left.steady(point, table, values);
      right.steady(point, table, values);
    }
  }

  record Either(Logic left, Logic right) implements Joined {
    @Override
    public Truth test(PointTable table, @Nullable PointEvent event) {
      Truth first = left.test(table, event);
      return first == Truth.TRUE ? first : first.or(right.test(table, event));
    }

    @Override
    public void steady(int point, PointTable table, Steady values) {
      left.steady(point, table, values);
      right.steady(point, table, values);
    }
  }

  record Not(Logic part) implements Joined {
    @Override
    public Truth test(PointTable table, @Nullable PointEvent event) {
      return part.test(table, event).not();
    }

    @Override
    public void steady(int point, PointTable table, Steady values) {
      part.steady(point, table, values);
    }
  }
}
