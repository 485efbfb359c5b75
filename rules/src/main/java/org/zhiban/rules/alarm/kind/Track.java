package org.zhiban.rules.alarm.kind;

import org.zhiban.model.alarm.Priority;

/**
 * One of the conditions of a rule.
 *
 * @param onDelay how long it must hold before it counts, in milliseconds
 * @param priority of the alarm while it counts
 */
public record Track(long onDelay, Priority priority) {}
