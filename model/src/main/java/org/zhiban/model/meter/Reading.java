package org.zhiban.model.meter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody read off a dial.
 *
 * @param number of the meter's readings, in the order in which they were entered, from 1
 * @param value as the dial showed it, without the ratio
 * @param readAt when the reader stood before it; what it was entered later keeps its true time
 * @param reader who read it, a user or a name
 * @param enteredBy a user
 * @param rolledOver the dial passed its last number since the reading before
 * @param confirmed the reader looked again at an unusual number
 * @param exchange the dial was taken away with this number on it
 * @param voided it was wrong, and counts no more
 */
public record Reading(
    String meter,
    int number,
    BigDecimal value,
    Instant readAt,
    String reader,
    String enteredBy,
    Instant enteredAt,
    boolean rolledOver,
    boolean confirmed,
    Optional<String> note,
    Optional<Exchange> exchange,
    Optional<Voiding> voided) {
  public Reading {
    if (number < 1 || value.signum() < 0 || reader.isBlank()) {
      throw new IllegalArgumentException("a reading has a number, a value and a reader: " + meter);
    }
    value = Dial.plain(value);
  }

  /**
   * What hangs there from then on.
   *
   * @param start what the new dial showed when it began
   */
  public record Exchange(Dial dial, BigDecimal start) {
    public Exchange {
      if (!dial.shows(start)) {
        throw new IllegalArgumentException("a dial begins with what it can show: " + start);
      }
      start = Dial.plain(start);
    }
  }

  /** Who voided it, and why. */
  public record Voiding(String by, Instant at, String reason) {}

  /** Whether it counts. */
  public boolean stands() {
    return voided.isEmpty();
  }

  public Reading voided(Voiding voiding) {
    return new Reading(
        meter,
        number,
        value,
        readAt,
        reader,
        enteredBy,
        enteredAt,
        rolledOver,
        confirmed,
        note,
        exchange,
        Optional.of(voiding));
  }
}
