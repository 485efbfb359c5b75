package org.zhiban.gateway.rehearsal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.gateway.change.RuleChanges;
import org.zhiban.model.site.Site;

/**
 * What came of rehearsing a period.
 *
 * @param site as it stands
 * @param warmUp how much of the time before was judged too
 * @param samples and events that were judged
 * @param damaged parts of the history that could not be read
 * @param rows by rule, of those that were in alarm or ordered at all
 * @param unlike what the rules as they stand make otherwise than is on record
 * @param changes how the other rules differ from those that stand; empty: none were given
 * @param proposed what the other rules make otherwise than those that stand
 * @param cut whether a rule was in alarm so often that not all is compared
 */
public record ReplayReport(
    Site site,
    Period period,
    Duration warmUp,
    long samples,
    long events,
    long damaged,
    Map<RuleName, Row> rows,
    List<Deviation> unlike,
    Optional<RuleChanges> changes,
    List<Deviation> proposed,
    boolean cut) {
  public ReplayReport {
    rows = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    unlike = List.copyOf(unlike);
    proposed = List.copyOf(proposed);
  }

  /** A rule: as recorded, as the rules stand, and with the others. */
  record Row(RuleFigures recorded, RuleFigures standing, Optional<RuleFigures> proposed) {}
}
