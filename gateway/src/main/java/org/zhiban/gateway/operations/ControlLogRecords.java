package org.zhiban.gateway.operations;

import org.zhiban.model.handover.LogLine;

/** What can be recorded in the control room's log. */
public interface ControlLogRecords extends ControlLogQueries {
  /** Adds a line for ever; a number is given once. */
  void add(LogLine line);
}
