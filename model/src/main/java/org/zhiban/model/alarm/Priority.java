package org.zhiban.model.alarm;

/** How soon a person must act, P1 the soonest. JOURNAL is written down and is not an alarm. */
public enum Priority {
  P1,
  P2,
  P3,
  P4,
  JOURNAL;

  /** The more pressing of both. */
  public Priority higher(Priority other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The word of the configuration language. */
  public String word() {
    return this == JOURNAL ? "journal" : name();
  }
}
