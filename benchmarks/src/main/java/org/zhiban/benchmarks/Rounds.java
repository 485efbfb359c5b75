package org.zhiban.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Runs two contenders in turn, round after round, so that whatever else the machine does hits both.
 * A first round more warms up and does not count; who begins changes with each round.
 *
 * @param counted 1 or more
 */
public record Rounds(int counted) {
  public Rounds {
    if (counted < 1) {
      throw new IllegalArgumentException("a round must count: " + counted);
    }
  }

  /** Measures once. */
  public interface Contender<T> {
    T run() throws Exception;
  }

  /** What the rounds gave, in their order. */
  public record Results<T>(List<T> ours, List<T> yardstick) {
    public Results {
      ours = List.copyOf(ours);
      yardstick = List.copyOf(yardstick);
    }

    /** The median of ours. */
    public double ours(ToDoubleFunction<T> value) {
      return median(ours, value);
    }

    /** The median of the yardstick. */
    public double yardstick(ToDoubleFunction<T> value) {
      return median(yardstick, value);
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> value) {
      return new Quantiles(rounds.stream().map(value::applyAsDouble).toList()).median();
    }
  }

  /** Runs all rounds. */
  public <T> Results<T> of(Contender<T> ours, Contender<T> yardstick) throws Exception {
    List<T> our = new ArrayList<>();
    List<T> their = new ArrayList<>();
    for (int round = 0; round <= counted; round++) {
      boolean oursFirst = round % 2 == 0;
      T first = (oursFirst ? ours : yardstick).run();
      T second = (oursFirst ? yardstick : ours).run();
      if (round > 0) {
        our.add(oursFirst ? first : second);
        their.add(oursFirst ? second : first);
      }
    }
    return new Results<>(our, their);
  }
}
