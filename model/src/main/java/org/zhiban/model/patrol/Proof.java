package org.zhiban.model.patrol;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * That somebody was at a checkpoint.
 *
 * @param by a user, or the card that the reader saw
 * @param late after the tolerance of the walk
 * @param note what was found; of a finding never empty
 * @param workOrder the order that the finding made
 */
public record Proof(
    String equipment,
    Instant time,
    How how,
    String by,
    Result result,
    boolean late,
    Optional<String> note,
    Optional<String> workOrder) {
  public Proof {
    if (result == Result.FINDING && note.isEmpty()) {
      throw new IllegalArgumentException("a finding says what was found: " + equipment);
    }
  }

  /** What proves it. */
  public enum How {
    /** A reader at the checkpoint saw a card. */
    CARD,
    /** A person who is signed in says so, by its label or by hand. */
    CONSOLE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What there was. */
  public enum Result {
    OK,
    /** Something that needs work. */
    FINDING;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same, with the order that the finding made. */
  public Proof ordering(String order) {
    return new Proof(equipment, time, how, by, result, late, note, Optional.of(order));
  }
}
