package org.zhiban.rules.alarm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhiban.rules.expression.CompileProblem;

/** Which rules suppress which: an alarm of a cause hides those of its consequences. */
final class Inhibition {
  /**
   * Rules that suppress each other in a circle: both would be silent.
   *
   * @return one problem for each rule of a circle
   */
  static List<CompileProblem> circles(List<CompiledRule> rules) {
    int[][] inhibited = inhibited(rules);
    List<CompileProblem> problems = new ArrayList<>();
    for (int rule = 0; rule < inhibited.length; rule++) {
      if (reaches(inhibited, rule, rule, new HashSet<>())) {
        problems.add(
            new CompileProblem(
                rules.get(rule).spec().position(),
                "rule '" + rules.get(rule).spec().id() + "' inhibits itself, by way of `inhibits`",
                "let the cause inhibit its consequences, never the other way round"));
      }
    }
    return problems;
  }

  /** By rule, the rules that it suppresses; never one of life safety. */
  static int[][] inhibited(List<CompiledRule> rules) {
    Map<String, Integer> byName = new HashMap<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      byName.put(rules.get(rule).name(), rule);
    }
    int[][] inhibited = new int[rules.size()][];
    for (int rule = 0; rule < rules.size(); rule++) {
      CompiledRule cause = rules.get(rule);
      inhibited[rule] =
          cause.spec().inhibits().stream()
              .map(
                  id -> byName.get(cause.equipment().isEmpty() ? id : cause.equipment() + "/" + id))
              .filter(other -> other != null && !rules.get(other).lifeSafety())
              .mapToInt(Integer::intValue)
              .distinct()
              .toArray();
    }
    return inhibited;
  }

  private static boolean reaches(int[][] inhibited, int from, int to, Set<Integer> seen) {
    for (int next : inhibited[from]) {
      if (next == to || (seen.add(next) && reaches(inhibited, next, to, seen))) {
        return true;
      }
    }
    return false;
  }

  private Inhibition() {}
}
