package org.zhiban.rules.workorder;

/** What came of an action on an order. */
public sealed interface OrderOutcome {
  /** It was done. */
  record Done(OrderStep step) implements OrderOutcome {}

  /** It was not; nothing changed. */
  record Refused(OrderRefusal reason) implements OrderOutcome {}
}
