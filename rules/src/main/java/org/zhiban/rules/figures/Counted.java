package org.zhiban.rules.figures;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What one row gives to a figure.
 *
 * @param at the moment by which it belongs to the period
 * @param numerator in the parts of the figure's unit
 * @param denominator in the parts of the figure's unit; of a sum nothing
 */
public record Counted(Row row, Instant at, long numerator, long denominator, Keys keys) {

  /**
   * A row that a person can open.
   *
   * @param id of an order its number, of an alarm its id; of a clock {@code order/name/cycle}, of a
   *     visit {@code plan/equipment/date/level}, of a check point {@code plan/equipment}
   */
  public record Row(Kind kind, String id, Optional<String> order, Optional<String> equipment) {}

  /** What a row is. */
  public enum Kind {
    ORDER,
    CLOCK,
    VISIT,
    ALARM,
    EQUIPMENT,
    POINT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** By what rows are put together; empty: it has none. */
  public record Keys(
      Optional<String> area,
      Optional<String> equipmentClass,
      Optional<String> contractor,
      Optional<String> trade,
      Optional<String> equipment) {}
}
