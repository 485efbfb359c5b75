package org.zhiban.gateway.operations;

import org.zhiban.model.workorder.Corrective;

/** What can be changed of them. */
public interface CorrectiveRecords extends CorrectiveQueries {
  /** Says what a line led to; a second order of the same line is refused by the store itself. */
  void add(Corrective corrective);
}
