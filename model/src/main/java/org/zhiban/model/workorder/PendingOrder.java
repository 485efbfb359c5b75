package org.zhiban.model.workorder;

import java.time.Instant;

/** An alarm whose order waits for the rule's hold-off. */
public record PendingOrder(String alarm, Instant dueAt) {}
