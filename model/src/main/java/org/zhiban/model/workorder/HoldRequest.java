package org.zhiban.model.workorder;

import java.time.Instant;

/**
 * A pause that the person at work asks for; nothing pauses until it is granted.
 *
 * @param by who asked
 */
public record HoldRequest(String by, String reason, Instant at) {}
