package org.zhiban.model.alarm;

import java.time.Instant;

/** Why an alarm is not announced though its rule is judged on. */
public sealed interface Suppression {
  /** It is announced. */
  record None() implements Suppression {}

  /** By a person, with a reason, until a time. Never life safety. */
  record Shelved(String by, String reason, Instant until) implements Suppression {}

  /** By the alarm of its cause, {@code equipment/rule}. Never life safety. */
  record ByDesign(String cause) implements Suppression {}

  /** By the lock-out permit of an order. Never life safety. */
  record OutOfService(String workOrder, Instant until) implements Suppression {}

  None NONE = new None();
}
