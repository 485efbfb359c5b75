package org.zhiban.gateway.check;

import java.util.List;
import org.zhiban.model.site.RuleTest;
import org.zhiban.model.site.SourcePosition;

/** What came of one rule test. */
record Rehearsal(RuleTest test, List<Miss> misses) {
  Rehearsal {
    misses = List.copyOf(misses);
  }

  boolean passed() {
    return misses.isEmpty();
  }

  /** An expectation that does not hold, and what was found instead. */
  record Miss(SourcePosition position, String expected, String found) {}
}
