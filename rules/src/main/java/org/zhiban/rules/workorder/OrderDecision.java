package org.zhiban.rules.workorder;

import org.zhiban.model.workorder.PendingOrder;

/** What a step of an alarm means for work orders. */
public sealed interface OrderDecision {
  /** A new order. Whatever waited for this alarm is done. */
  record Open(OrderDraft draft) implements OrderDecision {}

  /** The open order of the fault takes the alarm, or the finished one is opened again. */
  record Attach(OrderStep step) implements OrderDecision {}

  /**
   * The alarms of the order went away by themselves before anybody took it on: it is closed, or
   * stays for a person.
   */
  record ClearedItself(OrderStep step) implements OrderDecision {}

  /** An order is made if the alarm still stands then. */
  record Wait(PendingOrder pending) implements OrderDecision {}

  /** What waited for this alarm waits no longer. */
  record Drop(String alarm, Reason reason) implements OrderDecision {}

  /** Nothing is to be done. */
  record Nothing(Reason reason) implements OrderDecision {}

  /** Why there is no order. */
  enum Reason {
    /** The rule orders none. */
    RULE_ORDERS_NONE,
    /** This step of an alarm concerns no order. */
    STEP_CONCERNS_NO_ORDER,
    /** Shelved, suppressed or out of service. */
    SUPPRESSED,
    /** The alarm is under this order already. */
    ALREADY_ATTACHED,
    /** Fewer occurrences than the rule asks for. */
    TOO_FEW_OCCURRENCES,
    /** It went away by itself before the hold-off was over. */
    SELF_CLEARED
  }
}
