package org.zhiban.rules.workorder;

import java.util.List;
import java.util.Optional;
import org.zhiban.model.visit.VisitAnswer;

/** What came of a return visit. */
public sealed interface Visited {
  /**
   * It is on record; all of it is saved in one transaction.
   *
   * @param steps of the order, in their order
   * @param anew an order that looks at the repair again, where the first one ended too long ago
   */
  record Made(VisitAnswer answer, List<OrderStep> steps, Optional<OrderDraft> anew)
      implements Visited {
    public Made {
      steps = List.copyOf(steps);
    }
  }

  /** It is not; nothing changed. */
  record Refused(OrderRefusal reason) implements Visited {}
}
