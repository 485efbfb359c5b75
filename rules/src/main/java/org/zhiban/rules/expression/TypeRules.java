package org.zhiban.rules.expression;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says in a user's words where the parts of a resolved expression do not fit. CEL's own checker
 * runs after it and has the last word.
 */
final class TypeRules {
  private final List<Slot> slots;
  private final Problems problems;

  TypeRules(List<Slot> slots, Problems problems) {
    this.slots = slots;
    this.problems = problems;
  }

  /** Checks the whole, which must be Boolean. */
  void check(CelExpr expr) {
    parts(expr);
    ValueType type = typeOf(expr);
    if (type != null && type != ValueType.BOOL) {
      notBoolean(expr, type);
    }
  }

  /** The type, where it can be told without CEL. */
  @Nullable ValueType typeOf(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> typeOf(expr.constant());
      case IDENT -> slot(expr).map(Slot::type).orElse(null);
      case CALL -> typeOfCall(expr);
      case NOT_SET, SELECT, LIST, STRUCT, MAP, COMPREHENSION -> null;
    };
  }

  private static @Nullable ValueType typeOf(CelConstant constant) {
    return switch (constant.getKind()) {
      case DOUBLE_VALUE -> ValueType.NUMBER;
      case BOOLEAN_VALUE -> ValueType.BOOL;
      case STRING_VALUE -> ValueType.TEXT;
      case NOT_SET,
          NULL_VALUE,
          INT64_VALUE,
          UINT64_VALUE,
          BYTES_VALUE,
          DURATION_VALUE,
          TIMESTAMP_VALUE ->
          null;
    };
  }

  private @Nullable ValueType typeOfCall(CelExpr expr) {
    Operator operator = Operator.findReverse(expr.call().function()).orElse(null);
    if (operator == null) {
      return null;
    }
    return switch (operator) {
      case LOGICAL_AND,
          LOGICAL_OR,
          LOGICAL_NOT,
          EQUALS,
          NOT_EQUALS,
          LESS,
          LESS_EQUALS,
          GREATER,
          GREATER_EQUALS,
          IN ->
          ValueType.BOOL;
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, NEGATE -> typeOf(expr.call().args().get(0));
      case CONDITIONAL -> typeOf(expr.call().args().get(1));
      default -> null;
    };
  }

  private void parts(CelExpr expr) {
    switch (expr.getKind()) {
      case CALL -> {
        expr.call().target().ifPresent(this::parts);
        expr.call().args().forEach(this::parts);
        Operator.findReverse(expr.call().function()).ifPresent(operator -> call(expr, operator));
      }
      case LIST -> expr.list().elements().forEach(this::parts);
      case NOT_SET, CONSTANT, IDENT, SELECT, STRUCT, MAP, COMPREHENSION -> {}
    }
  }

  private void call(CelExpr expr, Operator operator) {
    List<CelExpr> args = expr.call().args();
    switch (operator) {
      case LOGICAL_AND, LOGICAL_OR, LOGICAL_NOT -> args.forEach(this::mustBeBoolean);
      case CONDITIONAL -> mustBeBoolean(args.get(0));
      case EQUALS, NOT_EQUALS -> equality(expr, args.get(0), args.get(1));
      case LESS, LESS_EQUALS, GREATER, GREATER_EQUALS -> order(expr, args.get(0), args.get(1));
      case IN -> membership(args.get(0), args.get(1));
      case SUBTRACT, MULTIPLY, DIVIDE, NEGATE -> args.forEach(this::mustBeNumber);
      default -> {}
    }
  }

  private void mustBeBoolean(CelExpr expr) {
    ValueType type = typeOf(expr);
    if (type != null && type != ValueType.BOOL) {
      notBoolean(expr, type);
    }
  }

  private void notBoolean(CelExpr expr, ValueType type) {
    String name = words(expr);
    String remedy =
        switch (type) {
          case NUMBER -> "compare it, for example " + name + " > 0";
          case STATE -> "compare it, for example " + name + " == \"" + firstState(expr) + "\"";
          case TEXT, BOOL -> "compare it, for example " + name + " == \"...\"";
        };
    problems.add(expr, name + " is " + type.words() + ", not true or false", remedy);
  }

  private void mustBeNumber(CelExpr expr) {
    ValueType type = typeOf(expr);
    if (type != null && type != ValueType.NUMBER) {
      problems.add(
          expr, words(expr) + " is " + type.words() + ", not a number", "calculate with numbers");
    }
  }

  private void order(CelExpr expr, CelExpr left, CelExpr right) {
    if (!comparable(expr, left, right)) {
      return;
    }
    for (CelExpr side : List.of(left, right)) {
      ValueType type = typeOf(side);
      if (type == ValueType.STATE || type == ValueType.BOOL) {
        problems.add(
            expr,
            words(side) + " is " + type.words() + ", which has no order",
            "use == or != or in [...]");
        return;
      }
    }
  }

  private void equality(CelExpr expr, CelExpr left, CelExpr right) {
    if (comparable(expr, left, right)) {
      stateNames(left, right);
      stateNames(right, left);
    }
  }

  private boolean comparable(CelExpr expr, CelExpr left, CelExpr right) {
    ValueType a = typeOf(left);
    ValueType b = typeOf(right);
    if (a == null || b == null || a.comparableWith(b)) {
      return true;
    }
    problems.add(
        expr,
        words(left) + " is " + a.words() + ", " + words(right) + " is " + b.words(),
        remedyFor(left, a).orElseGet(() -> remedyFor(right, b).orElse("compare like with like")));
    return false;
  }

  private Optional<String> remedyFor(CelExpr expr, ValueType type) {
    if (slot(expr).isEmpty()) {
      return Optional.empty();
    }
    return switch (type) {
      case BOOL -> Optional.of("write " + words(expr) + " or !" + words(expr));
      case STATE ->
          Optional.of("states of " + words(expr) + ": " + String.join(", ", states(expr)));
      case NUMBER -> Optional.of("compare " + words(expr) + " with a number");
      case TEXT -> Optional.of("put the text in quotes");
    };
  }

  private void membership(CelExpr item, CelExpr list) {
    if (list.getKind() != Kind.LIST) {
      return;
    }
    ValueType type = typeOf(item);
    for (CelExpr element : list.list().elements()) {
      ValueType other = typeOf(element);
      if (type != null && other != null && !type.comparableWith(other)) {
        problems.add(
            element,
            words(item) + " is " + type.words() + ", " + words(element) + " is " + other.words(),
            remedyFor(item, type).orElse("list values of one kind"));
      } else {
        stateNames(item, element);
      }
    }
  }

  /** A state's name beside a multistate point must be one of its states. */
  private void stateNames(CelExpr point, CelExpr constant) {
    if (typeOf(point) != ValueType.STATE
        || constant.getKind() != Kind.CONSTANT
        || constant.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return;
    }
    List<String> states = states(point);
    String written = constant.constant().stringValue();
    if (!states.isEmpty() && !states.contains(written)) {
      problems.add(
          constant,
          words(point) + " has no state '" + written + "'",
          Nearest.remedy(written, states, "states of " + words(point)));
    }
  }

  private List<String> states(CelExpr expr) {
    return slot(expr).orElse(null) instanceof Slot.OfPoint point ? point.stateNames() : List.of();
  }

  private String firstState(CelExpr expr) {
    List<String> states = states(expr);
    return states.isEmpty() ? "..." : states.getFirst();
  }

  private Optional<Slot> slot(CelExpr expr) {
    return expr.getKind() == Kind.IDENT && expr.ident().name().startsWith("@")
        ? Optional.of(slots.get(Resolver.slotIndex(expr.ident().name())))
        : Optional.empty();
  }

  private String words(CelExpr expr) {
    if (expr.getKind() == Kind.CONSTANT) {
      CelConstant constant = expr.constant();
      return switch (constant.getKind()) {
        case STRING_VALUE -> "\"" + constant.stringValue() + "\"";
        case DOUBLE_VALUE -> Figures.plain(constant.doubleValue());
        case BOOLEAN_VALUE -> Boolean.toString(constant.booleanValue());
        case NOT_SET,
            NULL_VALUE,
            INT64_VALUE,
            UINT64_VALUE,
            BYTES_VALUE,
            DURATION_VALUE,
            TIMESTAMP_VALUE ->
            "this value";
      };
    }
    return slot(expr).map(Slot::name).orElse("this part");
  }
}
