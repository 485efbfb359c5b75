package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.List;

/**
 * The rules that an order in progress keeps quiet: their alarms are out of service (state G of
 * ISA-18.2). Never a rule of life safety.
 *
 * @param rules {@code equipment/rule}, at least one
 * @param by the person who answers for it
 * @param until when it ends by itself
 */
public record LockOut(List<String> rules, String by, String reason, Instant from, Instant until) {
  public LockOut {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a lock-out names at least one rule");
    }
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("a lock-out ends after it begins: " + until);
    }
  }

  /** Whether it mutes at this moment. */
  public boolean standing(Instant now) {
    return now.isBefore(until);
  }
}
