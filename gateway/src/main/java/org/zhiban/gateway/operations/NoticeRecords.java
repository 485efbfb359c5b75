package org.zhiban.gateway.operations;

import org.zhiban.model.notice.Notice;
import org.zhiban.model.notice.NoticeChange;

/** What can be changed in notices. */
public interface NoticeRecords extends NoticeQueries {
  /** The next number of a year, from 1, which is given once. */
  int nextNumber(int year);

  /** Saves a notice with the line of its history; a line of that place that is there refuses it. */
  void record(Notice notice, NoticeChange change);
}
