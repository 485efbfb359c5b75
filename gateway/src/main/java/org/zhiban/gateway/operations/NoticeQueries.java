package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.notice.Notice;
import org.zhiban.model.notice.NoticeChange;
import org.zhiban.model.notice.NoticeState;

/** What can be asked of notices. */
public interface NoticeQueries {
  Optional<Notice> find(String id);

  /** Those in one of the states, the newest first; of no state: all. */
  Page<Notice> list(Set<NoticeState> states, Page.Request page);

  /** Those that residents are told now, the soonest to begin first. */
  List<Notice> told(Instant now);

  /** Those that are approved or published and whose time is over. */
  List<Notice> over(Instant now);

  /** The history of one, the first line first. */
  List<NoticeChange> history(String id);
}
