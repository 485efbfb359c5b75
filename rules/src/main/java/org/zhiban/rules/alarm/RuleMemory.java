package org.zhiban.rules.alarm;

/**
 * What a rule remembers between samples and must not forget in a restart: a delay that runs, a
 * count, a window, a shelf.
 *
 * @param equipment whose rule; empty for a site rule without one
 * @param rule the rule's id
 * @param key of the alarm, empty for none
 * @param state the kind's own words; opaque to the store
 */
public record RuleMemory(String equipment, String rule, String key, String state) {
  /** Which memory it is, whatever its state. */
  public record Name(String equipment, String rule, String key) {}

  public Name name() {
    return new Name(equipment, rule, key);
  }
}
