package org.zhiban.gateway.operations;

import java.util.List;
import java.util.Optional;
import org.zhiban.model.workorder.Corrective;

/** What can be asked of the orders that were made of failed lines of checklists. */
public interface CorrectiveQueries {
  /** What a line of an order's checklist led to. */
  Optional<Corrective> of(String parent, int item);

  /** What the checklist of an order led to, by line. */
  List<Corrective> under(String parent);

  /** The line that led to an order. */
  Optional<Corrective> cause(String child);
}
