package org.zhiban.model.cost;

import java.time.Instant;
import java.util.Optional;

/**
 * A step on the way to an approval [R27].
 *
 * @param line from 1, by order
 * @param step the link of the chain that agreed, {@code supervisor} or {@code approver-1}; of a
 *     request none
 * @param amount of the order then
 * @param paper number of the paper by which somebody outside agreed
 */
public record ApprovalLine(
    String workOrder,
    int line,
    Optional<String> step,
    Money amount,
    Optional<String> paper,
    Optional<String> note,
    String by,
    Instant at) {
  public ApprovalLine {
    if (line < 1) {
      throw new IllegalArgumentException("lines count from 1");
    }
  }

  /** Whether it asks, rather than agrees. */
  public boolean request() {
    return step.isEmpty();
  }
}
