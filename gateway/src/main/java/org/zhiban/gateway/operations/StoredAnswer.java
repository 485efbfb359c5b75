package org.zhiban.gateway.operations;

import java.time.Instant;

/**
 * The answer to a change, kept so that a repeat under the same idempotency key answers the same.
 */
public record StoredAnswer(
    String user,
    String key,
    String requestHash,
    int status,
    String headers,
    String body,
    Instant at) {}
