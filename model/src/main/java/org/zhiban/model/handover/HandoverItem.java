package org.zhiban.model.handover;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.model.LocalizedText;

/**
 * One thing that stands when a shift is handed over, as it was then.
 *
 * @param subject id of the alarm, order or permit, number of the line, {@code equipment/point}:
 *     with the section it says which thing this is
 * @param equipment at which it is
 * @param state a word of its kind: a status, what is dangerous, how much is shielded
 * @param person who has it, did it or answers for it
 * @param since when it began
 * @param until when it ends by itself, or is due
 * @param overdue whether its time is over
 */
public record HandoverItem(
    Section section,
    String subject,
    LocalizedText text,
    Optional<String> equipment,
    Optional<String> state,
    Optional<String> person,
    Optional<Instant> since,
    Optional<Instant> until,
    boolean overdue) {

  /** Where it stands in the book, in the order of its pages. */
  public enum Section {
    /** Open alarms of P1. */
    ALARM,
    /** Alarms that somebody put aside. */
    SHELVED,
    /** Points of fire panels that are shielded, or of which nobody knows. */
    SHIELDED,
    /** Orders in progress that keep rules quiet. */
    LOCK_OUT,
    /** Permits in force, and hot work at which somebody has yet to look again. */
    PERMIT,
    /** Orders that are not returned [R8], or late. */
    ORDER,
    /** Keys and tools that are out, and badges of whoever is in the building [K1] [E5]. */
    LENT,
    /** Lines of the control room's log that were written in the shift. */
    LOG;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether both speak of the same thing. */
  public boolean ofSame(HandoverItem other) {
    return section == other.section && subject.equals(other.subject);
  }
}
