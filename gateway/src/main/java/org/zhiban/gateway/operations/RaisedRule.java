package org.zhiban.gateway.operations;

import org.zhiban.model.alarm.Priority;

/**
 * How often the alarms of a rule were raised in a time.
 *
 * @param times occurrences, of all its alarms of that priority together
 */
public record RaisedRule(String equipment, String rule, Priority priority, int times) {}
