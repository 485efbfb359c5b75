package org.zhiban.model.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * One due visit of a plan at one equipment. It exists once for (plan, equipment, nominal date,
 * level), whatever restarts.
 *
 * @param nominal the date that the recurrence names, in the site's zone
 * @param dueAt when it counts as overdue
 * @param workOrder the order that does it
 * @param absorbedBy the plan whose visit covers this one
 */
public record Occurrence(
    String plan,
    String equipment,
    LocalDate nominal,
    Level level,
    Instant startAt,
    Instant dueAt,
    State state,
    Optional<String> workOrder,
    Optional<String> absorbedBy) {

  /** What became of it. */
  public enum State {
    DUE,
    DONE,
    /** Nobody did it; on record. */
    MISSED,
    /** A larger visit covered it. */
    ABSORBED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
