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
 * @param absorbedBy the plan whose visit covers this one; of one that is still due: is to cover it
 * @param doneAt when the work was done, which is what the next visit counts from
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
    Optional<String> absorbedBy,
    Optional<Instant> doneAt) {

  /** One of which it is not known when it was done. */
  public Occurrence(
      String plan,
      String equipment,
      LocalDate nominal,
      Level level,
      Instant startAt,
      Instant dueAt,
      State state,
      Optional<String> workOrder,
      Optional<String> absorbedBy) {
    this(
        plan,
        equipment,
        nominal,
        level,
        startAt,
        dueAt,
        state,
        workOrder,
        absorbedBy,
        Optional.empty());
  }

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

  /** The same in another state. */
  public Occurrence as(State other) {
    return new Occurrence(
        plan, equipment, nominal, level, startAt, dueAt, other, workOrder, absorbedBy, doneAt);
  }

  /** The same, at other times. */
  public Occurrence at(Instant otherStart, Instant otherDue) {
    if (otherStart.equals(startAt) && otherDue.equals(dueAt)) {
      return this;
    }
    return new Occurrence(
        plan,
        equipment,
        nominal,
        level,
        otherStart,
        otherDue,
        state,
        workOrder,
        absorbedBy,
        doneAt);
  }

  /** The same, done by an order or by none. */
  public Occurrence by(Optional<String> order) {
    return new Occurrence(
        plan, equipment, nominal, level, startAt, dueAt, state, order, absorbedBy, doneAt);
  }

  /** The same, covered by a visit of a larger plan or by none. */
  public Occurrence under(Optional<String> larger) {
    return new Occurrence(
        plan, equipment, nominal, level, startAt, dueAt, state, workOrder, larger, doneAt);
  }

  /** The same, with the time at which the work was done. */
  public Occurrence doneAt(Instant time) {
    return new Occurrence(
        plan,
        equipment,
        nominal,
        level,
        startAt,
        dueAt,
        state,
        workOrder,
        absorbedBy,
        Optional.of(time));
  }
}
