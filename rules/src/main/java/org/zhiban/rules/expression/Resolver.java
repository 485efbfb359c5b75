package org.zhiban.rules.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointKind;

/**
 * Finds what the names of a parsed expression stand for. Each becomes a slot; the tree that comes
 * out names only slots, and its numbers are all of one kind, so that {@code flow < 1} means what it
 * says.
 */
final class Resolver {
  private static final String SITE = "site";
  private static final String INDEX = "_[_]";

  private final Scope scope;
  private final Problems problems;
  private final List<Slot> slots = new ArrayList<>();

  Resolver(Scope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /** Every slot named by the tree, by its index. */
  List<Slot> slots() {
    return List.copyOf(slots);
  }

  /** The name of a slot in the resolved tree; its first letter tells CEL's type. */
  static String slotName(int index, ValueType type) {
    return "@" + type.cel().name().charAt(0) + index;
  }

  static int slotIndex(String name) {
    return Integer.parseInt(name, 2, name.length(), 10);
  }

  CelExpr resolve(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> number(expr);
      case IDENT -> ownPoint(expr, expr.ident().name());
      case SELECT -> selected(expr);
      case LIST -> list(expr);
      case CALL -> call(expr);
      case NOT_SET, STRUCT, MAP, COMPREHENSION -> {
        problems.add(expr, "maps and messages mean nothing here", "compare points and numbers");
        yield expr;
      }
    };
  }

  /** The event point that the whole expression is, alone. */
  @Nullable PointSpec bareEvent(CelExpr expr) {
    if (expr.getKind() == Kind.IDENT && scope.own() != null) {
      return eventPoint(scope.own(), expr.ident().name());
    }
    if (expr.getKind() == Kind.SELECT) {
      Equipment owner = siteEquipment(expr.select().operand());
      return owner == null ? null : eventPoint(owner, expr.select().field());
    }
    return null;
  }

  /** Whose event point the whole expression is. */
  Equipment bareEventOwner(CelExpr expr) {
    Equipment named =
        expr.getKind() == Kind.SELECT ? siteEquipment(expr.select().operand()) : scope.own();
    if (named == null) {
      throw new IllegalStateException("no event point: " + expr);
    }
    return named;
  }

  private static CelExpr number(CelExpr expr) {
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case INT64_VALUE ->
          CelExpr.ofConstant(expr.id(), CelConstant.ofValue((double) constant.int64Value()));
      case UINT64_VALUE ->
          CelExpr.ofConstant(expr.id(), CelConstant.ofValue(constant.uint64Value().doubleValue()));
      case NOT_SET,
          NULL_VALUE,
          BOOLEAN_VALUE,
          DOUBLE_VALUE,
          STRING_VALUE,
          BYTES_VALUE,
          DURATION_VALUE,
          TIMESTAMP_VALUE ->
          expr;
    };
  }

  private CelExpr list(CelExpr expr) {
    return CelExpr.ofList(
        expr.id(), resolveAll(expr.list().elements()), expr.list().optionalIndices());
  }

  private CelExpr call(CelExpr expr) {
    if (siteEquipmentNamed(expr).isPresent()) {
      problems.add(
          expr, "an equipment is not a value", "name one of its points: " + siteExample(expr));
      return expr;
    }
    return CelExpr.ofCall(
        expr.id(),
        expr.call().target().map(this::resolve),
        expr.call().function(),
        resolveAll(expr.call().args()));
  }

  private ImmutableList<CelExpr> resolveAll(List<CelExpr> exprs) {
    return exprs.stream().map(this::resolve).collect(ImmutableList.toImmutableList());
  }

  private CelExpr ownPoint(CelExpr expr, String name) {
    Equipment own = scope.own();
    if (name.equals(SITE)) {
      problems.add(
          expr, "'site' alone is not a value", "write site[\"equipment\"].point, in this form");
      return expr;
    }
    if (own == null) {
      problems.add(
          expr,
          "'" + name + "' is a point of no equipment: this rule names none",
          "write site[\"equipment\"]." + name + ", or give the rule an equipment");
      return expr;
    }
    return point(expr, own, name, name);
  }

  private CelExpr selected(CelExpr expr) {
    CelSelect select = expr.select();
    CelExpr operand = select.operand();
    Optional<String> siteEquipment = siteEquipmentNamed(operand);
    if (siteEquipment.isPresent()) {
      String id = siteEquipment.get();
      Equipment owner = scope.equipment(id);
      if (owner == null) {
        problems.add(
            operand.call().args().get(1),
            "the site has no equipment '" + id + "'",
            Nearest.remedy(id, scope.site().equipment().keySet(), "equipment of the site"));
        return expr;
      }
      return point(expr, owner, select.field(), "site[\"" + id + "\"]." + select.field());
    }
    PointSpec event = bareEvent(operand);
    if (event != null) {
      return field(expr, bareEventOwner(operand), event, select.field());
    }
    if (operand.getKind() == Kind.IDENT && operand.ident().name().equals(SITE)) {
      problems.add(
          operand,
          "equipment is named in brackets",
          "write site[\"" + select.field() + "\"].point");
      return expr;
    }
    int before = problems.count();
    resolve(operand);
    if (problems.count() == before) {
      problems.add(
          expr, "'." + select.field() + "' of something that has no fields", "name a point alone");
    }
    return expr;
  }

  private CelExpr point(CelExpr expr, Equipment owner, String name, String written) {
    PointSpec point = owner.points().get(name);
    if (point == null) {
      problems.add(
          expr,
          "equipment '" + owner.id() + "' has no point '" + name + "'",
          Nearest.remedy(name, owner.points().keySet(), "points of " + owner.id()));
      return expr;
    }
    if (point.kind() == PointKind.EVENT) {
      problems.add(
          expr,
          "'" + written + "' is an event: it happens, and has no value that holds",
          scope.events()
              ? "name one of its fields: " + fieldChoice(written, point)
              : "judge it in `event:` of a count or a sequence");
      return expr;
    }
    return slot(expr, new Slot.OfPoint(scope.number(owner, point), point, written));
  }

  private CelExpr field(CelExpr expr, Equipment owner, PointSpec event, String name) {
    if (!scope.events()) {
      problems.add(
          expr,
          "'" + event.id() + "' is an event: it happens, and has no value that holds",
          "judge it in `event:` of a count or a sequence");
      return expr;
    }
    Map<String, FieldType> fields = Scope.fields(event);
    FieldType type = fields.get(name);
    if (type == null) {
      problems.add(
          expr,
          "event '" + event.id() + "' has no field '" + name + "'",
          Nearest.remedy(name, fields.keySet(), "fields of " + event.id()));
      return expr;
    }
    int number = scope.number(owner, event);
    return slot(expr, new Slot.OfField(number, type, name, event.id() + "." + name));
  }

  private CelExpr slot(CelExpr expr, Slot slot) {
    int index = slots.indexOf(slot);
    if (index < 0) {
      index = slots.size();
      slots.add(slot);
    }
    return CelExpr.ofIdent(expr.id(), slotName(index, slot.type()));
  }

  private static String fieldChoice(String written, PointSpec point) {
    Map<String, FieldType> fields = Scope.fields(point);
    return fields.isEmpty()
        ? "it declares none"
        : String.join(", ", fields.keySet().stream().map(f -> written + "." + f).toList());
  }

  private @Nullable Equipment siteEquipment(CelExpr expr) {
    return siteEquipmentNamed(expr).map(scope::equipment).orElse(null);
  }

  private static @Nullable PointSpec eventPoint(Equipment owner, String name) {
    PointSpec point = owner.points().get(name);
    return point != null && point.kind() == PointKind.EVENT ? point : null;
  }

  /** The id in {@code site["id"]}. */
  private static Optional<String> siteEquipmentNamed(CelExpr expr) {
    if (expr.getKind() != Kind.CALL
        || !expr.call().function().equals(INDEX)
        || expr.call().args().get(0).getKind() != Kind.IDENT
        || !expr.call().args().get(0).ident().name().equals(SITE)
        || expr.call().args().get(1).getKind() != Kind.CONSTANT
        || expr.call().args().get(1).constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return Optional.empty();
    }
    return Optional.of(expr.call().args().get(1).constant().stringValue());
  }

  private static String siteExample(CelExpr expr) {
    return "site[\"" + siteEquipmentNamed(expr).orElse("id") + "\"].point";
  }
}
