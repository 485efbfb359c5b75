package org.zhiban.rules.alarm;

/**
 * What a rule remembers between samples and must not forget in a restart: a delay that runs, a
 * count, a window.
 *
 * @param equipment whose rule
 * @param rule the rule's id
 * @param key of the alarm, empty for none
 * @param state the kind's own words, JSON; opaque to the store
 */
public record RuleMemory(String equipment, String rule, String key, String state) {}
