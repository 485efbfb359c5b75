package org.zhiban.rules.expression;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a checked tree into plain objects; null where something is outside the common subset. */
final class Planner {
  private final List<Slot> slots;
  private final TypeRules types;

  Planner(List<Slot> slots, TypeRules types) {
    this.slots = slots;
    this.types = types;
  }

  @Nullable Logic logic(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT ->
          expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
              ? Branches.constant(expr.constant().booleanValue())
              : null;
      case IDENT -> Leaves.bool(slot(expr));
      case CALL -> logicalCall(expr);
      case NOT_SET, SELECT, LIST, STRUCT, MAP, COMPREHENSION -> null;
    };
  }

  private @Nullable Logic logicalCall(CelExpr expr) {
    Operator operator = Operator.findReverse(expr.call().function()).orElse(null);
    if (operator == null) {
      return null;
    }
    List<CelExpr> args = expr.call().args();
    return switch (operator) {
      case LOGICAL_AND -> both(args, Joined.Both::new);
      case LOGICAL_OR -> both(args, Joined.Either::new);
      case LOGICAL_NOT -> {
        Logic part = logic(args.get(0));
        yield part == null ? null : new Joined.Not(part);
      }
      case CONDITIONAL -> conditional(args);
      case EQUALS -> equality(operator, args.get(0), args.get(1));
      case NOT_EQUALS -> equality(operator, args.get(0), args.get(1));
      case LESS, LESS_EQUALS, GREATER, GREATER_EQUALS -> numbers(operator, args);
      case IN -> membership(args.get(0), args.get(1));
      default -> null;
    };
  }

  private interface Joining {
    Logic of(Logic left, Logic right);
  }

  private @Nullable Logic both(List<CelExpr> args, Joining joining) {
    Logic left = logic(args.get(0));
    Logic right = logic(args.get(1));
    return left == null || right == null ? null : joining.of(left, right);
  }

  private @Nullable Logic conditional(List<CelExpr> args) {
    Logic test = logic(args.get(0));
    if (test == null || types.typeOf(args.get(1)) != ValueType.BOOL) {
      return null;
    }
    Logic then = logic(args.get(1));
    Logic otherwise = logic(args.get(2));
    return then == null || otherwise == null ? null : Branches.conditional(test, then, otherwise);
  }

  private @Nullable Logic equality(Operator operator, CelExpr left, CelExpr right) {
    ValueType type = types.typeOf(left);
    if (type == null || types.typeOf(right) == null) {
      return null;
    }
    Logic equal =
        switch (type) {
          case NUMBER -> numbers(Operator.EQUALS, List.of(left, right));
          case BOOL -> both(List.of(left, right), Branches::sameTruth);
          case STATE, TEXT -> {
            Wording a = wording(left);
            Wording b = wording(right);
            yield a == null || b == null ? null : Branches.sameText(a, b);
          }
        };
    return equal == null || operator == Operator.EQUALS ? equal : new Joined.Not(equal);
  }

  private @Nullable Logic numbers(Operator operator, List<CelExpr> args) {
    Arithmetic left = arithmetic(args.get(0));
    Arithmetic right = arithmetic(args.get(1));
    return left == null || right == null ? null : new Comparison(operator, left, right);
  }

  private @Nullable Logic membership(CelExpr item, CelExpr list) {
    ValueType type = types.typeOf(item);
    if (type == null || list.getKind() != Kind.LIST) {
      return null;
    }
    List<CelExpr> elements = list.list().elements();
    if (!elements.stream().allMatch(e -> e.getKind() == Kind.CONSTANT)) {
      return null;
    }
    return switch (type) {
      case NUMBER -> {
        Arithmetic number = arithmetic(item);
        double[] members = elements.stream().mapToDouble(e -> e.constant().doubleValue()).toArray();
        yield number == null ? null : Branches.amongNumbers(number, members);
      }
      case STATE, TEXT -> {
        Wording text = wording(item);
        Set<String> members = new HashSet<>();
        elements.forEach(e -> members.add(e.constant().stringValue()));
        yield text == null ? null : Branches.amongTexts(text, Set.copyOf(members));
      }
      case BOOL -> null;
    };
  }

  private @Nullable Arithmetic arithmetic(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT ->
          expr.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE
              ? new Arithmetic.Literal(expr.constant().doubleValue())
              : null;
      case IDENT -> slot(expr).type() == ValueType.NUMBER ? Leaves.number(slot(expr)) : null;
      case CALL -> arithmeticCall(expr);
      case NOT_SET, SELECT, LIST, STRUCT, MAP, COMPREHENSION -> null;
    };
  }

  private @Nullable Arithmetic arithmeticCall(CelExpr expr) {
    Operator operator = Operator.findReverse(expr.call().function()).orElse(null);
    if (operator == null || types.typeOf(expr) != ValueType.NUMBER) {
      return null;
    }
    List<CelExpr> args = expr.call().args();
    return switch (operator) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE -> {
        Arithmetic left = arithmetic(args.get(0));
        Arithmetic right = arithmetic(args.get(1));
        yield left == null || right == null ? null : Branches.calculate(operator, left, right);
      }
      case NEGATE -> {
        Arithmetic part = arithmetic(args.get(0));
        yield part == null ? null : Branches.negate(part);
      }
      default -> null;
    };
  }

  private @Nullable Wording wording(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> Branches.constant(expr.constant().stringValue());
      case IDENT -> Leaves.wording(slot(expr));
      case CALL, NOT_SET, SELECT, LIST, STRUCT, MAP, COMPREHENSION -> null;
    };
  }

  private Slot slot(CelExpr expr) {
    return slots.get(Resolver.slotIndex(expr.ident().name()));
  }
}
