package org.zhiban.gateway.operations;

import java.time.Instant;

/** A session; the token itself is never stored. */
public record StoredSession(String tokenHash, String user, Instant createdAt, Instant expiresAt) {}
