package org.zhiban.model.handover;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of the control room's log. It is never changed: another line corrects it.
 *
 * @param number from 1, without gaps
 * @param at when it was written
 * @param happenedAt when what it tells of was, where that was before
 * @param person who wrote it, a user
 * @param corrects number of the line in whose place it stands
 */
public record LogLine(
    long number,
    Instant at,
    Optional<Instant> happenedAt,
    String person,
    String text,
    OptionalLong corrects) {
  /** The longest that is kept, in characters. */
  public static final int MOST = 2_000;

  public LogLine {
    if (number < 1 || text.isBlank() || text.length() > MOST) {
      throw new IllegalArgumentException("a line has a number and some words: " + number);
    }
    if (corrects.isPresent() && corrects.getAsLong() >= number) {
      throw new IllegalArgumentException("a line corrects one before it: " + number);
    }
  }
}
