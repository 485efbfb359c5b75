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

  /** When a fault went away by itself since a time, and nobody took its order on; oldest first. */
  List<SelfCleared> selfCleared(String fault, Instant since);

  /** The same of every fault with {@code from <= at < to}. */
  List<SelfCleared> selfClearedOfAll(Instant from, Instant to);

  /** When a person ended an order of a fault last. */
  Optional<Instant> endedByPerson(String fault);

  /** The order of the family that was closed last, not before a time. */
  Optional<WorkOrder> closedLast(String family, Instant since);

  /** The orders of an equipment that were closed since a time, the last first; no visits. */
  List<WorkOrder> closedAt(String equipment, Instant since);
}
