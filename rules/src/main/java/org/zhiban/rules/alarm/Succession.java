package org.zhiban.rules.alarm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.site.Condition;
import org.zhiban.rules.alarm.kind.Notes;
import org.zhiban.rules.alarm.kind.Surroundings;

/**
 * The rules of an engine are followed by others over the same points. A run that is kept goes on
 * with all that it holds; every other rule begins anew, with the alarms that stand under its name.
 */
final class Succession {
  private final RuleRun[] runs;
  private final List<CompiledRule> rules = new ArrayList<>();
  private final List<RuleRun> begun = new ArrayList<>();
  private final List<Alarm> orphans = new ArrayList<>();
  private final Map<String, List<Alarm>> heirlooms = new HashMap<>();
  private final Map<String, RuleRun> before = new HashMap<>();
  private final Set<String> kept;

  /**
   * Prepares it: nothing of the engine is touched yet.
   *
   * @param kept names of rules, {@code equipment/rule}, that mean the same as before
   */
  Succession(
      RuleRun[] old,
      Collection<Alarm> standing,
      CompiledRules next,
      Set<String> kept,
      Surroundings surroundings,
      Journal journal) {
    this.kept = kept;
    for (RuleRun run : old) {
      before.put(run.rule().name(), run);
    }
    List<CompiledRule> compiled = next.rules();
    runs = new RuleRun[compiled.size()];
    Map<String, RuleRun> after = new HashMap<>();
    for (int slot = 0; slot < runs.length; slot++) {
      String name = compiled.get(slot).name();
      RuleRun same = kept.contains(name) ? before.get(name) : null;
      if (same == null || concernsOthers(same.rule(), compiled.get(slot), kept)) {
        runs[slot] = RuleRun.of(slot, compiled.get(slot), surroundings, journal);
        begun.add(runs[slot]);
        after.put(name, runs[slot]);
      } else {
        runs[slot] = same;
      }
      rules.add(runs[slot].rule());
    }
    for (Alarm alarm : standing) {
      String name = alarm.ruleName();
      if (after.containsKey(name)) {
        heirlooms.computeIfAbsent(name, _ -> new ArrayList<>()).add(alarm);
      } else if (rules.stream().noneMatch(rule -> rule.name().equals(name))) {
        orphans.add(alarm);
      }
    }
  }

  /** Whether what it hides or listens to is different now though it says the same. */
  private static boolean concernsOthers(CompiledRule before, CompiledRule after, Set<String> kept) {
    return !before.inhibits().equals(after.inhibits())
        || !before.blueprint().points().equals(after.blueprint().points())
        || (after.spec().condition() instanceof Condition.ConnectionDown
            && !kept.containsAll(after.inhibits()));
  }

  /** All that run from now on, by slot. */
  RuleRun[] runs() {
    return runs;
  }

  /** Alarms whose rule is gone. */
  List<Alarm> orphans() {
    return orphans;
  }

  /**
   * Lets what begins anew take up its alarms and look at the values as they stand.
   *
   * @param goingOn names of rules whose timers, counts and shelves go on
   */
  void begin(WorkUnderWay work, Set<String> goingOn, long now) {
    for (RuleRun run : begun) {
      run.tick(now);
      String name = run.rule().name();
      RuleRun old = before.get(name);
      List<Alarm> standing = heirlooms.getOrDefault(name, List.of());
      work.each(run.work()::take);
      if (old != null && (goingOn.contains(name) || kept.contains(name))) {
        old.save().forEach(entry -> run.load(entry.key(), Notes.parse(entry.state())));
        standing.forEach(run::stand);
      } else {
        standing.forEach(run::stand);
        run.eachCell(AlarmCell::timeAnew);
      }
    }
    // Only now: who looks whether its cause stands finds that.
    for (RuleRun run : begun) {
      run.resume(now);
      for (int point : run.rule().wakingPoints()) {
        if (run.table().time(point) != 0) {
          run.sample(point, now);
        }
      }
    }
    for (RuleRun run : runs) {
      run.eachCell(cell -> cell.reconsider(now));
    }
  }
}
