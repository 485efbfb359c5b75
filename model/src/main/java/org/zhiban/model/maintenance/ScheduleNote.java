package org.zhiban.model.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of the schedule's record: what befell a plan at an equipment and is told by no visit. It
 * exists once for (plan, equipment, day, kind).
 *
 * @param day the date of the visit; of a broken gap the last day that was allowed
 * @param at when it was found
 * @param detail an order's number, a plan or a date, by the kind
 */
public record ScheduleNote(
    String plan, String equipment, LocalDate day, Kind kind, Instant at, Optional<String> detail) {

  /** What befell it. */
  public enum Kind {
    /**
     * The longest gap that is allowed passed without a visit; the detail is the last one's date.
     */
    GAP_BROKEN,
    /** A visit that nobody worked on was taken back: the plan says otherwise now. */
    WITHDRAWN,
    /**
     * The visit was missed while its order, the detail, was open; the order does the newer visit.
     */
    CARRIED_ON,
    /** The larger visit, the detail, that was to cover it is late or gone: it is due by itself. */
    UNCOVERED,
    /** No visit was made: the equipment is out of service. */
    SKIPPED,
    /** A counter reads less than before: it was exchanged; the detail is what it reads. */
    COUNTER_EXCHANGED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
