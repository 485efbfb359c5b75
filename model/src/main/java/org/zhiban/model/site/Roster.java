package org.zhiban.model.site;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * People who take turns at being called. A day of duty begins at {@code at} of its date, by the
 * site's clock, and ends at {@code at} of the next.
 *
 * @param from the first day of duty of the first member's turn; before it turns are counted
 *     backwards, so that somebody is on duty at any time
 * @param members in the order of their turns, each once
 * @param instead substitutions, none of which overlap
 */
public record Roster(
    String id,
    Turns turns,
    LocalDate from,
    LocalTime at,
    List<String> members,
    List<Substitution> instead,
    SourcePosition position) {
  public Roster {
    members = List.copyOf(members);
    instead = List.copyOf(instead);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a roster needs a member");
    }
  }

  /** How long a turn is. */
  public enum Turns {
    DAILY(1),
    WEEKLY(7);

    private final int days;

    Turns(int days) {
      this.days = days;
    }

    /** Days of duty of a turn. */
    public int days() {
      return days;
    }
  }

  /**
   * Somebody else on some days of duty, whoever's turn it is.
   *
   * @param from the first of them
   * @param to the last of them
   */
  public record Substitution(LocalDate from, LocalDate to, String member) {
    public Substitution {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("a substitution ends before it begins");
      }
    }

    /** Whether the day of duty is one of them. */
    public boolean covers(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }
}
