package org.zhiban.rules.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By what figures are told apart. */
public enum Grouping {
  MONTH,
  AREA,
  CLASS,
  CONTRACTOR,
  /** The department that an order is for. */
  TRADE,
  EQUIPMENT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By its word. */
  public static Optional<Grouping> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Grouping::word).toList();
  }

  /** Where a row belongs; a month is not asked of a row, but of the period. */
  Optional<String> key(Counted.Keys keys) {
    return switch (this) {
      case MONTH -> Optional.empty();
      case AREA -> keys.area();
      case CLASS -> keys.equipmentClass();
      case CONTRACTOR -> keys.contractor();
      case TRADE -> keys.trade();
      case EQUIPMENT -> keys.equipment();
    };
  }
}
