package org.zhiban.rules.figures;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.zhiban.model.LocalizedText;

/**
 * One figure and what it means.
 *
 * @param id its word
 * @param definition what it counts, exactly
 * @param requirements ids of what asks for it
 * @param aim what it is to reach
 */
public record Figure(
    String id,
    Section section,
    Unit unit,
    LocalizedText name,
    LocalizedText definition,
    List<String> requirements,
    OptionalDouble aim,
    Counting counting) {
  public Figure {
    requirements = List.copyOf(requirements);
  }

  /** Under which heading it stands. */
  public enum Section {
    WORK_ORDERS,
    ALARMS,
    MAINTENANCE,
    QPI;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Finds the rows. */
  interface Counting {
    Found in(Basis basis, Period period);
  }

  /** What was found. */
  sealed interface Found {
    /** These rows, which may be none. */
    record Rows(List<Counted> rows) implements Found {
      public Rows {
        rows = List.copyOf(rows);
      }
    }

    /** Nothing that could be counted is on record. */
    record NotKnown(LocalizedText why) implements Found {}
  }

  Figure aim(double value) {
    return new Figure(
        id, section, unit, name, definition, requirements, OptionalDouble.of(value), counting);
  }
}
