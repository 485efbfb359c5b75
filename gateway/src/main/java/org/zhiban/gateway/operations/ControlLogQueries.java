package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.handover.LogLine;

/** What can be asked of the control room's log. */
public interface ControlLogQueries {
  /** Lines that were written within {@code from <= at <= to}, oldest first. */
  List<LogLine> between(Instant from, Instant to);

  /** Newest first. */
  Page<LogLine> lines(Page.Request page);

  Optional<LogLine> last();
}
