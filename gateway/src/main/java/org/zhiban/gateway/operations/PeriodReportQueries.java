package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.report.PeriodReport;

/** Reports of weeks and months that were kept. */
public interface PeriodReportQueries {
  Optional<PeriodReport> of(String id);

  /** All of them, the latest period first, without what they say. */
  List<Kept> kept();

  /** Where the latest period of a kind ends that was over by then. */
  Optional<Instant> last(PeriodReport.Kind kind, Instant by);

  /** That there is one. */
  record Kept(String id, PeriodReport.Kind kind, Instant from, Instant to, Instant madeAt) {}
}
