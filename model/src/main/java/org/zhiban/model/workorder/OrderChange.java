package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of an order's history.
 *
 * @param actor a user, or {@code zhiban} for the machine
 * @param onBehalfOf in whose name, where somebody acted by radio
 * @param action created, attached, or an action's word
 */
public record OrderChange(
    String workOrder,
    Instant time,
    String actor,
    Optional<String> onBehalfOf,
    String action,
    Optional<OrderStatus> from,
    OrderStatus to,
    Optional<String> note) {}
