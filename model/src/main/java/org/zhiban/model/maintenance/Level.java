package org.zhiban.model.maintenance;

import java.util.Locale;

/** How deep a visit goes [E11]; a deeper one may absorb a shallower one. */
public enum Level {
  /** Observe. */
  DAILY,
  WEEKLY,
  HALF_MONTHLY,
  /** Test and adjust. */
  MONTHLY,
  /** Clean, lubricate, tune. */
  QUARTERLY,
  HALF_YEARLY,
  /** Strip down in part, replace. */
  YEARLY,
  /** Strip down whole. */
  OVERHAUL,
  /** After the contract. */
  CONTRACTOR,
  /** After a happening. */
  EVENT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
