package org.zhiban.gateway.operations;

import java.time.Instant;
import org.zhiban.model.paper.PaperReminder;

/** What can be put on record about papers that run out. */
public interface PaperRecords extends PaperQueries {
  /**
   * Puts a reminder on record unless its paper and step are; says whether it did.
   *
   * @param untrueAfter what is on record of a later time was seen by a clock that was wrong, and
   *     gives way; its order stays
   */
  boolean add(PaperReminder reminder, Instant untrueAfter);

  /** Names the order that a reminder opened. */
  void opened(PaperReminder reminder);
}
