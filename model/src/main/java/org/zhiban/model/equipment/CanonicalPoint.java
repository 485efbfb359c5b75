package org.zhiban.model.equipment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.telemetry.PointKind;

/**
 * A point name that means the same in every template of its class. Rules, twins and charts rely on
 * it; a template may add points under names of its own.
 *
 * @param unit in which twins think; a template may state another of the same quantity
 * @param states of a multistate point, in the order that a device most often numbers them from 0
 * @param fields of an event point
 */
public record CanonicalPoint(
    String name,
    PointKind kind,
    Optional<String> unit,
    LocalizedText meaning,
    List<String> states,
    Map<String, FieldType> fields) {
  public CanonicalPoint {
    states = List.copyOf(states);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  static CanonicalPoint analog(String name, String unit, String zh, String en) {
    return number(PointKind.ANALOG, name, unit, zh, en);
  }

  static CanonicalPoint counter(String name, String unit, String zh, String en) {
    return number(PointKind.COUNTER, name, unit, zh, en);
  }

  static CanonicalPoint binary(String name, String zh, String en) {
    return number(PointKind.BINARY, name, "", zh, en);
  }

  static CanonicalPoint text(String name, String zh, String en) {
    return number(PointKind.TEXT, name, "", zh, en);
  }

  static CanonicalPoint multistate(String name, String zh, String en, String... states) {
    return new CanonicalPoint(
        name,
        PointKind.MULTISTATE,
        Optional.empty(),
        new LocalizedText(zh, en),
        List.of(states),
        Map.of());
  }

  static CanonicalPoint event(String name, String zh, String en, Map<String, FieldType> fields) {
    return new CanonicalPoint(
        name, PointKind.EVENT, Optional.empty(), new LocalizedText(zh, en), List.of(), fields);
  }

  private static CanonicalPoint number(
      PointKind kind, String name, String unit, String zh, String en) {
    return new CanonicalPoint(
        name,
        kind,
        Optional.of(unit).filter(u -> !u.isEmpty()),
        new LocalizedText(zh, en),
        List.of(),
        Map.of());
  }
}
