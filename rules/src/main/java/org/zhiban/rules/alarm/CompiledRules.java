package org.zhiban.rules.alarm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;

/** The active rules of a site, resolved against its points. Immutable; any number of engines. */
public final class CompiledRules {
  private final Site site;
  private final PointIndex index;
  private final List<CompiledRule> rules;
  private final Map<String, RuleSpec> byName = new HashMap<>();

  CompiledRules(Site site, PointIndex index, List<CompiledRule> rules) {
    this.site = site;
    this.index = index;
    this.rules = List.copyOf(rules);
    rules.forEach(rule -> byName.put(rule.equipment() + "/" + rule.spec().id(), rule.spec()));
  }

  public Site site() {
    return site;
  }

  public PointIndex index() {
    return index;
  }

  /** The same site without some of its rules. */
  public CompiledRules without(Predicate<RuleSpec> some) {
    return new CompiledRules(
        site, index, rules.stream().filter(rule -> !some.test(rule.spec())).toList());
  }

  /** The points that a rule judges; none where it judges events or silence, or is not there. */
  public List<PointRef> points(String equipment, String rule) {
    return rules.stream()
        .filter(one -> one.equipment().equals(equipment) && one.spec().id().equals(rule))
        .flatMap(one -> one.blueprint().points().stream())
        .map(index::ref)
        .toList();
  }

  /** The rule of an alarm, while the site has it. */
  public Optional<RuleSpec> find(String equipment, String rule) {
    return Optional.ofNullable(byName.get(equipment + "/" + rule));
  }

  /** The points on which an alarm of life safety hangs; no machine writes them. */
  public Set<Integer> lifeSafetyPoints() {
    Set<Integer> points = new TreeSet<>();
    for (CompiledRule rule : rules) {
      if (rule.lifeSafety()) {
        points.addAll(rule.wakingPoints());
        points.addAll(rule.blueprint().events());
      }
    }
    return points;
  }

  List<CompiledRule> rules() {
    return rules;
  }
}
