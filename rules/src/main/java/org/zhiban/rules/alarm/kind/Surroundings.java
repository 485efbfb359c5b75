package org.zhiban.rules.alarm.kind;

import org.zhiban.model.telemetry.PointTable;

/** What a signal looks at while it runs; belongs to one engine. */
public record Surroundings(PointTable table, LastHeard heard) {}
