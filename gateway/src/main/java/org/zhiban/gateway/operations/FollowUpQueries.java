package org.zhiban.gateway.operations;

import java.time.LocalDate;
import java.util.List;
import org.zhiban.model.workorder.Handover;
import org.zhiban.model.workorder.Reminder;

/** What can be asked of the steps that the machine took with orders whose time runs on. */
public interface FollowUpQueries {
  /** The steps taken with an order, oldest first. */
  List<Reminder> reminders(String workOrder);

  /** What was handed on that day, earliest first. */
  List<Handover> handovers(LocalDate day);
}
