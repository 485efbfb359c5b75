package org.zhiban.rules.maintenance;

import java.util.List;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;

/** From plans to what is due, absorbed and missed. */
@SuppressWarnings("DoNotCallSuggester")
public final class Planning {
  /** What is to be written of the schedule now; the same request gives the same answer. */
  public static PlanOutcome plan(PlanRequest request) {
    throw new UnsupportedOperationException();
  }

  /** Plans of the site whose recurrence is accepted but makes no occurrences yet. */
  public static List<PlanSpec> notActing(Site site) {
    throw new UnsupportedOperationException();
  }

  private Planning() {}
}
