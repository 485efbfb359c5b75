package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.FaultMemory.Failure;

/** What is on record of faults beyond their orders. A family is {@code equipment/rule}. */
public interface FaultQueries {
  /**
   * When something had to be repaired since a time: orders of the family that were opened, or
   * opened again by an alarm; oldest first.
   */
  List<Failure> failures(String family, Instant since);

  /** The order of the family that was closed last, not before a time. */
  Optional<WorkOrder> closedLast(String family, Instant since);
}
