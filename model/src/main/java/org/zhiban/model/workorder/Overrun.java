package org.zhiban.model.workorder;

import java.time.Instant;

/**
 * Leave to end a complaint later than the site promises [R21].
 *
 * @param until by then it ends
 * @param by the manager who gave it
 */
public record Overrun(Instant until, String reason, String by, Instant at) {}
