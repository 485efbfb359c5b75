package org.zhiban.model.paper;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * That a step before the end of a paper came, and what became of it. There is one of each paper and
 * step.
 *
 * @param at when the gateway saw it
 * @param told false: a later step was due as well, or there was nothing more to do
 * @param workOrder the order to renew the paper, which this step opened
 */
public record PaperReminder(
    Paper paper, Step step, Instant at, boolean told, Optional<String> workOrder) {
  /** A day that is told of. */
  public enum Step {
    DAYS_60(Period.ofDays(60)),
    /** Operators apply a month before the end at the latest, so this one opens the order. */
    DAYS_30(Period.ofDays(30)),
    DAYS_7(Period.ofDays(7)),
    EXPIRED(Period.ofDays(-1)),
    /** The one step of a warranty [R32]. */
    MONTH(Period.ofMonths(1));

    private final Period before;

    Step(Period before) {
      this.before = before;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The day on which it comes. */
    public LocalDate day(LocalDate validUntil) {
      return validUntil.minus(before);
    }

    /** Those of a type of paper, the earliest first. */
    public static List<Step> of(Paper.Type type) {
      return switch (type) {
        case CERTIFICATE -> List.of(DAYS_60, DAYS_30, DAYS_7, EXPIRED);
        case WARRANTY -> List.of(MONTH);
      };
    }
  }

  /** The same, with the order that it opened. */
  public PaperReminder opening(String order) {
    return new PaperReminder(paper, step, at, told, Optional.of(order));
  }
}
