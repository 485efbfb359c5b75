package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.Optional;
import org.zhiban.model.workorder.OrderStatus;

/**
 * The order of a visit that is due.
 *
 * @param completedAt when its work was last said to be done
 */
public record VisitOrder(String id, OrderStatus status, Optional<Instant> completedAt) {
  /** Whether the work is done and somebody has yet to agree. */
  public boolean completed() {
    return completedAt.isPresent() && (status == OrderStatus.VERIFY || status == OrderStatus.VISIT);
  }

  /** Whether the work is yet to be done. */
  public boolean uncompleted() {
    return status.open() && status != OrderStatus.VERIFY && status != OrderStatus.VISIT;
  }
}
