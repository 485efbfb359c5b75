package org.zhiban.rules.alarm.kind;

import org.zhiban.model.telemetry.PointTable;

/**
 * What a signal looks at while it runs; belongs to one engine.
 *
 * @param remember to be run when what the signal writes down for a restart changed
 */
public record Surroundings(PointTable table, LastHeard heard, Runnable remember) {}
