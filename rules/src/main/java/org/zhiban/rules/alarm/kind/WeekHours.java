package org.zhiban.rules.alarm.kind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import org.zhiban.model.site.Condition.Baseline;
import org.zhiban.rules.expression.Truth;

/** What each hour of the week was in the last weeks. */
final class WeekHours {
  static final int HOURS = 7 * 24;

  /** Weeks that are kept, or as many as a rule wants. */
  private static final int KEPT = 8;

  /** Turns a median deviation into what a standard deviation would be (Rousseeuw and Croux). */
  private static final double NORMAL = 1.4826;

  /** A spread below this share of the median is none: a value that never moves has no spread. */
  private static final double LEAST_SPREAD = 0.01;

  private final Baseline condition;
  private final List<Deque<Double>> hours = new ArrayList<>();

  WeekHours(Baseline condition) {
    this.condition = condition;
    for (int hour = 0; hour < HOURS; hour++) {
      hours.add(new ArrayDeque<>());
    }
  }

  /** Whether a value lies further off than the condition allows; unknown without enough weeks. */
  Truth far(int hour, double value) {
    Deque<Double> weeks = hours.get(hour);
    if (weeks.size() < condition.minWeeks()) {
      return Truth.UNKNOWN;
    }
    double median = median(weeks.stream().mapToDouble(Double::doubleValue).toArray());
    double spread =
        NORMAL * median(weeks.stream().mapToDouble(week -> Math.abs(week - median)).toArray());
    double least = Math.max(LEAST_SPREAD * Math.abs(median), Double.MIN_NORMAL);
    return Truth.of(
        Math.abs(value - median) > times(condition.times()) * Math.max(spread, least)
            || value > times(condition.above()) * median
            || value < times(condition.below()) * median);
  }

  /** Never, where it is not asked for. */
  private static double times(OptionalDouble times) {
    return times.orElse(Double.NaN);
  }

  private static double median(double[] values) {
    java.util.Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  void add(int hour, double value) {
    Deque<Double> weeks = hours.get(hour);
    weeks.addLast(value);
    if (weeks.size() > Math.max(KEPT, condition.minWeeks())) {
      weeks.removeFirst();
    }
  }

  void save(Notes notes) {
    for (int hour = 0; hour < HOURS; hour++) {
      Deque<Double> weeks = hours.get(hour);
      if (!weeks.isEmpty()) {
        notes.put("h" + hour, weeks.stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
  }

  void load(Notes notes) {
    for (int hour = 0; hour < HOURS; hour++) {
      if (notes.has("h" + hour)) {
        for (double week : notes.reals("h" + hour)) {
          hours.get(hour).addLast(week);
        }
      }
    }
  }
}
