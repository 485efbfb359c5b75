package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.Optional;

/**
 * What is promised of a serious fault [R14]: a plan of the repair, and that the work began. Either
 * comes first.
 *
 * @param plan how it is to be repaired, as it was last recorded
 * @param startedAt when somebody began
 */
public record Remedy(Optional<Plan> plan, Optional<Instant> startedAt) {
  /** Neither. */
  public static final Remedy NONE = new Remedy(Optional.empty(), Optional.empty());

  /** A plan of a repair, and who recorded it. */
  public record Plan(String text, String by, Instant at) {}

  /** With another plan. */
  public Remedy planned(Plan next) {
    return new Remedy(Optional.of(next), startedAt);
  }

  /** Begun; the first time counts. */
  public Remedy started(Instant now) {
    return new Remedy(plan, startedAt.or(() -> Optional.of(now)));
  }

  /** Whether what is promised was done. */
  public boolean kept() {
    return plan.isPresent() && startedAt.isPresent();
  }
}
