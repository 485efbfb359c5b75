package org.zhiban.benchmarks;

import java.util.List;

/**
 * A measured value of ours beside its yardstick, both from the same run.
 *
 * @param name what was done, in words
 * @param yardstick what ours is held against, in the same unit
 * @param ratio ours by the yardstick
 * @param beside what else is worth knowing
 */
public record Figure(
    String name, Measured ours, Measured yardstick, Measured ratio, List<Measured> beside) {
  public Figure {
    if (!ours.unit().equals(yardstick.unit())) {
      throw new IllegalArgumentException(ours.unit() + " beside " + yardstick.unit());
    }
    beside = List.copyOf(beside);
  }

  public static Figure of(String name, Measured ours, Measured yardstick) {
    return new Figure(
        name,
        ours,
        yardstick,
        Measured.of("ratio", ours.value() / yardstick.value(), ""),
        List.of());
  }

  public Figure withRatioGoal(Goal wanted) {
    return new Figure(name, ours, yardstick, ratio.withGoal(wanted), beside);
  }

  public Figure beside(Measured... more) {
    return new Figure(name, ours, yardstick, ratio, List.of(more));
  }
}
