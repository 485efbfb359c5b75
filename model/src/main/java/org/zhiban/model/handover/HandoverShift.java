package org.zhiban.model.handover;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A shift that ends: there is one page of the book for it.
 *
 * @param day on which it ends, by the site's clocks
 * @param shift id of the shift; or the time of day at which the site hands over
 * @param from when it began
 * @param at when it ends
 */
public record HandoverShift(LocalDate day, String shift, Instant from, Instant at) {
  private static final int DAY = 10;

  public HandoverShift {
    if (!from.isBefore(at)) {
      throw new IllegalArgumentException("a shift ends after it begins: " + shift);
    }
  }

  /** The page of a shift and day. */
  public record Key(LocalDate day, String shift) {
    /** As it stands in addresses, {@code 2026-11-23.night}. */
    public String id() {
      return day + "." + shift;
    }

    /** The page that an id names; empty: it is none. */
    public static Optional<Key> of(String id) {
      if (id.length() <= DAY + 1 || id.charAt(DAY) != '.') {
        return Optional.empty();
      }
      try {
        return Optional.of(new Key(LocalDate.parse(id.substring(0, DAY)), id.substring(DAY + 1)));
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }
  }

  public Key key() {
    return new Key(day, shift);
  }
}
