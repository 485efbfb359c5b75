package org.zhiban.gateway.telemetry.forwarding;

import java.time.Instant;

/**
 * A row that the other side would not have. It stays in the history.
 *
 * @param reason the other side's words
 * @param at when it was refused
 */
public record Quarantined(Measurement row, String reason, Instant at) {}
