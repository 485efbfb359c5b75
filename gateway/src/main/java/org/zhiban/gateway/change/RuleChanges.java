package org.zhiban.gateway.change;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;

/**
 * Which of the rules that are switched on differ between two versions of a site; by {@code
 * equipment/rule}, or the rule's id where it has no equipment.
 *
 * @param changed with what differs
 * @param titles of them, as they will be; of one that is removed, as it was
 */
public record RuleChanges(
    List<String> added,
    List<String> removed,
    Map<String, List<Difference>> changed,
    Map<String, LocalizedText> titles) {
  public RuleChanges {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(changed));
    titles = Map.copyOf(titles);
  }

  /** Finds them. */
  public static RuleChanges between(Site before, Site after) {
    Map<String, RuleSpec> was = byName(before);
    Map<String, RuleSpec> is = byName(after);
    Map<String, List<Difference>> changed = new LinkedHashMap<>();
    was.forEach(
        (name, rule) -> {
          RuleSpec other = is.get(name);
          List<Difference> differences =
              other == null ? List.of() : Difference.between(rule, other);
          if (!differences.isEmpty()) {
            changed.put(name, differences);
          }
        });
    List<String> added = is.keySet().stream().filter(name -> !was.containsKey(name)).toList();
    List<String> removed = was.keySet().stream().filter(name -> !is.containsKey(name)).toList();
    Map<String, LocalizedText> titles = new HashMap<>();
    was.forEach((name, rule) -> titles.put(name, rule.title()));
    is.forEach((name, rule) -> titles.put(name, rule.title()));
    titles
        .keySet()
        .removeIf(
            name -> was.containsKey(name) && is.containsKey(name) && !changed.containsKey(name));
    return new RuleChanges(added, removed, changed, titles);
  }

  private static Map<String, RuleSpec> byName(Site site) {
    Map<String, RuleSpec> rules = new LinkedHashMap<>();
    for (RuleSpec rule : site.activeRules()) {
      rules.put(rule.name(), rule);
    }
    return rules;
  }
}
