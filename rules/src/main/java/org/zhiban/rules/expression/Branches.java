package org.zhiban.rules.expression;

import dev.cel.common.Operator;
import java.util.Arrays;
import java.util.Set;

/** The plain objects that the common subset of expressions becomes. */
final class Branches {
  static Logic constant(boolean value) {
    Truth truth = Truth.of(value);
    return (_, _) -> truth;
  }

  static Logic conditional(Logic test, Logic then, Logic otherwise) {
    return (table, event) ->
        switch (test.test(table, event)) {
          case TRUE -> then.test(table, event);
          case FALSE -> otherwise.test(table, event);
          case UNKNOWN -> Truth.UNKNOWN;
        };
  }

  static Logic sameTruth(Logic left, Logic right) {
    return (table, event) -> {
      Truth a = left.test(table, event);
      Truth b = right.test(table, event);
      return a == Truth.UNKNOWN || b == Truth.UNKNOWN ? Truth.UNKNOWN : Truth.of(a == b);
    };
  }

  static Logic sameText(Wording left, Wording right) {
    return (table, event) -> {
      String a = left.text(table, event);
      String b = right.text(table, event);
      return a == null || b == null ? Truth.UNKNOWN : Truth.of(a.equals(b));
    };
  }

  static Logic amongNumbers(Arithmetic item, double[] members) {
    double[] sorted = Arrays.stream(members).map(m -> m + 0.0).sorted().toArray();
    return (table, event) -> {
      double value = item.value(table, event);
      return Double.isNaN(value)
          ? Truth.UNKNOWN
          : Truth.of(Arrays.binarySearch(sorted, value + 0.0) >= 0);
    };
  }

  static Logic amongTexts(Wording item, Set<String> members) {
    return (table, event) -> {
      String text = item.text(table, event);
      return text == null ? Truth.UNKNOWN : Truth.of(members.contains(text));
    };
  }

  static Arithmetic calculate(Operator operator, Arithmetic left, Arithmetic right) {
    return switch (operator) {
      case ADD -> (table, event) -> left.value(table, event) + right.value(table, event);
      case SUBTRACT -> (table, event) -> left.value(table, event) - right.value(table, event);
      case MULTIPLY -> (table, event) -> left.value(table, event) * right.value(table, event);
      case DIVIDE -> (table, event) -> left.value(table, event) / right.value(table, event);
      default -> throw new IllegalArgumentException("no arithmetic: " + operator);
    };
  }

  static Arithmetic negate(Arithmetic part) {
    return (table, event) -> -part.value(table, event);
  }

  static Wording constant(String text) {
    return (_, _) -> text;
  }

  private Branches() {}
}
