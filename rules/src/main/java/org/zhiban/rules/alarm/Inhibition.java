package org.zhiban.rules.alarm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
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

  /** The names of the rules that a rule says it suppresses. */
  static List<String> names(RuleSpec cause, Site site) {
    String own = cause.equipment().orElse("");
    List<String> names = new ArrayList<>();
    if (cause.condition() instanceof Condition.ConnectionDown down) {
      site.silenceRulesOf(down.connection()).forEach(rule -> names.add(rule.name()));
    }
    for (String id : cause.inhibits()) {
      if (id.startsWith(RuleSpec.BELOW)) {
        String wanted = id.substring(RuleSpec.BELOW.length());
        site.activeRules().stream()
            .filter(rule -> wanted.equals(RuleSpec.EVERY_RULE) || wanted.equals(rule.id()))
            .filter(rule -> rule.equipment().filter(one -> below(one, own, site)).isPresent())
            .forEach(rule -> names.add(rule.name()));
      } else {
        names.add(own.isEmpty() ? id : own + "/" + id);
      }
    }
    return names;
  }

  private static boolean below(String equipment, String own, Site site) {
    Set<String> seen = new HashSet<>();
    Equipment one = site.equipment().get(equipment);
    while (one != null && seen.add(one.id())) {
      if (one.parent().filter(own::equals).isPresent()) {
        return true;
      }
      one = one.parent().map(site.equipment()::get).orElse(null);
    }
    return false;
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
          cause.inhibits().stream()
              .map(byName::get)
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
