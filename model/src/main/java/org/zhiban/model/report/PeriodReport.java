package org.zhiban.model.report;

import java.time.Instant;
import java.util.Locale;

/**
 * What a week or a month was, as it was kept when it was over [R9] [K2]; never changed.
 *
 * @param id {@code month-2026-11}, or {@code week-2026-11-27} by the day on which it ends
 * @param from its first moment
 * @param to its end, not part of it
 * @param madeAt when it was made; what was entered later is not in it
 * @param json figures, fees and open orders
 */
public record PeriodReport(
    String id, Kind kind, Instant from, Instant to, Instant madeAt, String json) {
  public PeriodReport {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a period ends after it begins: " + id);
    }
  }

  /** Of what. */
  public enum Kind {
    WEEK,
    MONTH;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
