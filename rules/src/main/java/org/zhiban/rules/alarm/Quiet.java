package org.zhiban.rules.alarm;

import java.util.Arrays;
import java.util.List;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.expression.Steady;

/**
 * By point, the values with which no rule says anything else than it does now. Most samples are
 * such: of them no rule needs to be told. What is known of a point holds until one of its rules
 * moves.
 */
final class Quiet {
  private final double[] low;
  private final double[] high;
  private final int[][] pointsOfRules;
  private final Steady values = new Steady();

  Quiet(int points, List<CompiledRule> rules) {
    low = new double[points];
    high = new double[points];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    pointsOfRules =
        rules.stream()
            .map(rule -> rule.wakingPoints().stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /** Whether no rule needs to be told of a row; the table has not taken it over yet. */
  boolean holds(SampleBatch batch, int row, PointTable table) {
    int point = batch.point(row);
    double value = batch.value(row);
    return value >= low[point]
        && value <= high[point]
        && batch.quality(row) == table.quality(point);
  }

  /** A rule may say something else of its points now. */
  void disturb(int rule) {
    for (int point : pointsOfRules[rule]) {
      low[point] = Double.POSITIVE_INFINITY;
    }
  }

  /** Looks anew at a point whose rules have been told everything. */
  void settle(int point, PointTable table, Wiring wiring, RuleRun[] runs) {
    values.everything();
    if (table.quality(point) == Quality.BAD || Double.isNaN(table.value(point))) {
      values.nothing();
    }
    for (int at = wiring.from(point);
        at < wiring.to(point) && values.low() <= values.high();
        at++) {
      runs[wiring.rule(at)].steady(point, values);
    }
    low[point] = values.low();
    high[point] = values.high();
  }
}
