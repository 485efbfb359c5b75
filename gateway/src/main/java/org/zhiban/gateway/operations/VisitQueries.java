package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.List;
import org.zhiban.model.visit.VisitBook;

/** What can be asked about return visits. */
public interface VisitQueries {
  /** Everything about the return visits of an order. */
  VisitBook of(String order);

  /**
   * Closed orders of which a sample was drawn, that ended since then, the first to end first;
   * whether it was made stands in their books.
   *
   * @param most how many
   */
  List<String> sampled(Instant since, int most);
}
