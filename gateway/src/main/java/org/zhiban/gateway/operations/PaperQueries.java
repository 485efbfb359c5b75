package org.zhiban.gateway.operations;

import java.util.List;
import org.zhiban.model.paper.PaperReminder;

/** What can be asked about papers that run out. */
public interface PaperQueries {
  /** What is on record, in the order of the days on which the papers run out. */
  List<PaperReminder> reminders();
}
