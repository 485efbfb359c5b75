package org.zhiban.model.site;

import java.util.Locale;
import org.zhiban.model.site.PointSource.Table;

/**
 * Addresses of one Modbus table.
 *
 * @param first 0-based
 * @param last of them, at most 65,535
 */
public record RegisterRange(Table table, int first, int last) {
  public RegisterRange {
    if (first < 0 || last < first || last > 65_535) {
      throw new IllegalArgumentException("addresses " + first + " to " + last);
    }
  }

  /** Whether addresses of a table, the end not among them, touch the range. */
  public boolean touches(Table other, int from, int end) {
    return table == other && from <= last && end > first;
  }

  /** As a site says it: {@code holding 200-215}. */
  @Override
  public String toString() {
    String name = table.name().toLowerCase(Locale.ROOT) + " " + first;
    return first == last ? name : name + "-" + last;
  }
}
