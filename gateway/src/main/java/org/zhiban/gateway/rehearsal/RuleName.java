package org.zhiban.gateway.rehearsal;

import java.util.Comparator;
import org.zhiban.model.site.RuleSpec;

/**
 * A rule by name.
 *
 * @param equipment empty for a site rule that names none
 */
record RuleName(String equipment, String rule) implements Comparable<RuleName> {
  private static final Comparator<RuleName> ORDER =
      Comparator.comparing(RuleName::equipment).thenComparing(RuleName::rule);

  static RuleName of(RuleSpec spec) {
    return new RuleName(spec.equipment().orElse(""), spec.id());
  }

  @Override
  public int compareTo(RuleName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return equipment.isEmpty() ? rule : equipment + "/" + rule;
  }
}
