package org.zhiban.rules.expression;

import org.zhiban.model.telemetry.Quality;

/** How slots are read without making an object. */
final class Leaves {
  static Arithmetic number(Slot slot) {
    return switch (slot) {
      case Slot.OfPoint point -> new Arithmetic.OfPoint(point.number());
      case Slot.OfField field ->
          (table, event) -> field.value(table, event) instanceof Double value ? value : Double.NaN;
    };
  }

  static Logic bool(Slot slot) {
    return switch (slot) {
      case Slot.OfPoint point -> {
        int number = point.number();
        yield (table, _) -> {
          double value = table.value(number);
          return Double.isNaN(value) || table.quality(number) == Quality.BAD
              ? Truth.UNKNOWN
              : Truth.of(value != 0);
        };
      }
      case Slot.OfField field ->
          (table, event) ->
              field.value(table, event) instanceof Boolean value ? Truth.of(value) : Truth.UNKNOWN;
    };
  }

  static Wording wording(Slot slot) {
    return switch (slot) {
      case Slot.OfPoint point when point.type() == ValueType.STATE -> {
        int number = point.number();
        String[] names = point.stateNames().toArray(String[]::new);
        yield (table, _) -> {
          double value = table.value(number);
          return value >= 0 && value < names.length && table.quality(number) != Quality.BAD
              ? names[(int) value]
              : null;
        };
      }
      case Slot.OfPoint point -> {
        int number = point.number();
        yield (table, _) -> table.quality(number) == Quality.BAD ? null : table.text(number);
      }
      case Slot.OfField field ->
          (table, event) -> field.value(table, event) instanceof String text ? text : null;
    };
  }

  private Leaves() {}
}
