package org.zhiban.rules.expression;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;

/**
 * What an expression sees: the points of its equipment by id, and those of others as {@code
 * site["id"].point}.
 *
 * @param equipment whose points plain names mean; empty: no plain names
 * @param events whether event points and their fields may be named
 */
public record Scope(Site site, PointIndex index, Optional<String> equipment, boolean events) {

  /** The same with event points and their fields. */
  public Scope withEvents() {
    return new Scope(site, index, equipment, true);
  }

  @Nullable Equipment own() {
    return equipment.map(site.equipment()::get).orElse(null);
  }

  @Nullable Equipment equipment(String id) {
    return site.equipment().get(id);
  }

  int number(Equipment owner, PointSpec point) {
    return index.number(new PointRef(owner.id(), point.id()));
  }

  /** The fields of an event point with their types; empty where the point is none. */
  static Map<String, FieldType> fields(PointSpec point) {
    return point
        .source()
        .filter(_ -> point.kind() == PointKind.EVENT)
        .map(PointSource::eventFields)
        .orElse(Map.of());
  }
}
