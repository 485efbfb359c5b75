package org.zhiban.model.alarm;

import java.time.Instant;

/** Why an alarm is not announced though its rule is judged on. */
public sealed interface Suppression {
  /** It is announced. */
  record None() implements Suppression {}

  /**
   * By a person, or of P3 and P4 by the gateway; with a reason, until a time. Never life safety.
   */
  record Shelved(String by, String reason, Instant until) implements Suppression {
    /** Who shelves an alarm that chatters. */
    public static final String MACHINE = "zhiban";

    /** Whether the gateway did it, since the alarm chatters; only P3 and P4. */
    public boolean byMachine() {
      return by.equals(MACHINE);
    }
  }

  /** By the alarm of its cause, {@code equipment/rule}. Never life safety. */
  record ByDesign(String cause) implements Suppression {}

  /** By the lock-out permit of an order. Never life safety. */
  record OutOfService(String workOrder, Instant until) implements Suppression {}

  None NONE = new None();
}
