package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.workorder.WorkOrder;

/** What can be asked of the samples that are kept with orders. */
public interface SampleQueries {
  /**
   * Samples as they are answered.
   *
   * @param json by {@code equipment/point}
   */
  record Kept(Instant at, String json) {}

  Optional<Kept> of(String workOrder);

  /** Orders with evidence that were opened since and have none, oldest first. */
  List<WorkOrder> wanting(Instant openedSince);
}
