package org.zhiban.rules.alarm;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Which rules a point wakes, in plain arrays: those of a point stand side by side. */
final class Wiring {
  private final int[] starts;
  private final int[] rules;

  private Wiring(int[] starts, int[] rules) {
    this.starts = starts;
    this.rules = rules;
  }

  static Wiring of(
      int points, List<CompiledRule> rules, Function<CompiledRule, Collection<Integer>> wakes) {
    int[] starts = new int[points + 1];
    for (CompiledRule rule : rules) {
      wakes.apply(rule).forEach(point -> starts[point + 1]++);
    }
    for (int point = 0; point < points; point++) {
      starts[point + 1] += starts[point];
    }
    int[] next = starts.clone();
    int[] sorted = new int[starts[points]];
    for (int rule = 0; rule < rules.size(); rule++) {
      for (int point : wakes.apply(rules.get(rule))) {
        sorted[next[point]++] = rule;
      }
    }
    return new Wiring(starts, sorted);
  }

  /** The first place of a point's rules. */
  int from(int point) {
    return starts[point];
  }

  /** The place behind its last. */
  int to(int point) {
    return starts[point + 1];
  }

  int rule(int place) {
    return rules[place];
  }
}
