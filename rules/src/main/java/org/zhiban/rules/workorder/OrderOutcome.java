package org.zhiban.rules.workorder;

/** What came of an action on an order. */
public sealed interface OrderOutcome {
  /** It was done. */
  record Done(OrderStep step) implements OrderOutcome {}

  /**
   * It was done, and found something that wants an order of its own; all of it is saved in one
   * transaction.
   *
   * @param item the line of the checklist that failed, from 1
   */
  record Found(OrderStep step, int item, OrderDraft corrective) implements OrderOutcome {}

  /**
   * It was put under another order, which changed too; both are saved in one transaction.
   *
   * @param step its end
   * @param into what the other order took over
   */
  record Merged(OrderStep step, OrderStep into) implements OrderOutcome {}

  /** It was not; nothing changed. */
  record Refused(OrderRefusal reason) implements OrderOutcome {}
}
