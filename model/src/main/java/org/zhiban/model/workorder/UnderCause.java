package org.zhiban.model.workorder;

import java.time.Instant;

/**
 * That an order waits for the repair of its cause, under another order.
 *
 * @param order number of the cause's order
 * @param by who found it so, a person or the machine
 * @param until when the order stands alone again by itself
 */
public record UnderCause(String order, String by, Instant from, Instant until) {}
