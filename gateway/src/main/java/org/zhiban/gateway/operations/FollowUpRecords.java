package org.zhiban.gateway.operations;

import org.zhiban.model.workorder.Handover;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.Reminder;

/** What can be recorded of the steps that the machine takes with orders whose time runs on. */
public interface FollowUpRecords extends FollowUpQueries {
  /** Adds a step unless it was taken; says whether it was added. */
  boolean add(Reminder reminder);

  /** Adds a handover unless that of its day and shift was made; says whether it was added. */
  boolean add(Handover handover);

  /** Adds a line to the history of an order that stays as it is: nobody's next step is refused. */
  void note(OrderChange line);
}
