package org.zhiban.gateway.operations;

/**
 * The store refuses a change because of what it already holds. The transaction can only fail after
 * it: nothing of it is kept.
 */
public final class ChangeRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Rule rule;

  public ChangeRefusedException(Rule rule, String message, Throwable cause) {
    super(message, cause);
    this.rule = rule;
  }

  public ChangeRefusedException(Rule rule, String message) {
    super(message);
    this.rule = rule;
  }

  /** Which rule of the store the change would have broken. */
  public Rule rule() {
    return rule;
  }

  /** What the store itself holds true, whoever writes. */
  public enum Rule {
    /** A fault has at most one open order. */
    ONE_OPEN_ORDER_PER_FAULT,
    /** The condition of an alarm of equipment, rule and key holds at most once. */
    ONE_ACTIVE_ALARM,
    /** An order is saved as version 1, then 2, then 3: somebody else changed it in between. */
    ORDER_VERSION,
    /** A user's idempotency key has one answer. */
    ONE_ANSWER,
    /** The audit is only appended to. */
    AUDIT_APPEND_ONLY,
    /** What is referred to must exist: an order's alarm, a session's account. */
    REFERENCE,
    /** Any other constraint of the schema; the message names it. */
    CONSTRAINT
  }
}
