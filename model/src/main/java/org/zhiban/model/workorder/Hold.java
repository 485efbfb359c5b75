package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.Optional;

/**
 * A pause that was granted.
 *
 * @param reason in words; empty where what it waits for says enough
 * @param by who granted it
 * @param until when the order goes on by itself
 */
public record Hold(
    HoldKind kind, Optional<String> reason, String by, Instant from, Instant until) {}
