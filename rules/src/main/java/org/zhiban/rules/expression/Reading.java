package org.zhiban.rules.expression;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;

/** A named value that a message, a key or a record of an alarm shows. */
public final class Reading {
  private final String name;
  private final Slot slot;
  private final boolean hidden;

  private Reading(String name, Slot slot, boolean hidden) {
    this.name = name;
    this.slot = slot;
    this.hidden = hidden;
  }

  /**
   * Finds {@code point}, {@code id/point}, or a field {@code event.field}; empty where there is
   * none such.
   */
  public static Optional<Reading> find(String name, Scope scope) {
    int slash = name.indexOf('/');
    Equipment owner = slash < 0 ? scope.own() : scope.equipment(name.substring(0, slash));
    String inside = name.substring(slash + 1);
    int dot = inside.indexOf('.');
    PointSpec point =
        owner == null ? null : owner.points().get(dot < 0 ? inside : inside.substring(0, dot));
    if (owner == null || point == null || (dot < 0) != (point.kind() != PointKind.EVENT)) {
      return Optional.empty();
    }
    int number = scope.number(owner, point);
    if (dot < 0) {
      return Optional.of(new Reading(name, new Slot.OfPoint(number, point, name), false));
    }
    String field = inside.substring(dot + 1);
    FieldType declared = Scope.fields(point).get(field);
    if (declared == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Reading(
            name,
            new Slot.OfField(number, declared, field, name),
            point.privateFields().contains(field)));
  }

  /** The value of a point, named as the scope sees it. */
  public static Reading of(int number, Scope scope) {
    PointRef ref = scope.index().ref(number);
    boolean own = scope.equipment().filter(ref.equipment()::equals).isPresent();
    String name = own ? ref.point() : ref.toString();
    return new Reading(name, new Slot.OfPoint(number, scope.site().point(ref), name), false);
  }

  /** Every field of an event point, named as the scope sees it. */
  public static List<Reading> fieldsOf(int event, Scope scope) {
    PointRef ref = scope.index().ref(event);
    boolean own = scope.equipment().filter(ref.equipment()::equals).isPresent();
    String name = own ? ref.point() : ref.toString();
    return Scope.fields(scope.site().point(ref)).keySet().stream()
        .flatMap(field -> find(name + "." + field, scope).stream())
        .toList();
  }

  /** As the user would write it. */
  public String name() {
    return name;
  }

  /** The point, or the event point. */
  public int point() {
    return switch (slot) {
      case Slot.OfPoint point -> point.number();
      case Slot.OfField field -> field.event();
    };
  }

  /** Whether it is a field of an event. */
  public boolean ofEvent() {
    return slot instanceof Slot.OfField;
  }

  /** Whether the site keeps it private: it may not be shown. */
  public boolean hidden() {
    return hidden;
  }

  /** A {@link Double}, {@link Boolean} or {@link String}; null while it is bad or not at hand. */
  public @Nullable Object value(PointTable table, @Nullable PointEvent event) {
    return ofEvent() && (event == null || event.point() != point())
        ? null
        : slot.value(table, event);
  }
}
