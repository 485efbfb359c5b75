package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * A fault went away by itself before anybody took its order on.
 *
 * @param order that it had; empty: none was made yet
 */
public record SelfCleared(String fault, String alarm, Instant at, Optional<String> order) {}
