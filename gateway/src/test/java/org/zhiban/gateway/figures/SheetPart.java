package org.zhiban.gateway.figures;

import static org.zhiban.gateway.figures.Spreadsheet.text;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rows that a filter leaves: of one area, class or contractor; those that have none stand under
 * "".
 */
final class SheetPart {
  private final String by;
  private final String key;
  private final Set<String> contractors;
  private final Map<String, Map<String, String>> equipment;
  private final Map<String, String> ofPlan;
  private final Map<String, String> careOf;

  private SheetPart(Sheets sheets, Set<String> contractors, String by, String key) {
    this.by = by;
    this.key = key;
    this.contractors = contractors;
    this.equipment =
        sheets.table("equipment").stream()
            .collect(Collectors.toMap(row -> text(row, "id"), row -> row));
    this.ofPlan =
        sheets.table("points").stream()
            .collect(
                Collectors.toMap(
                    row -> text(row, "plan"), row -> text(row, "contractor"), (one, _) -> one));
    this.careOf =
        sheets.table("points").stream()
            .collect(
                Collectors.groupingBy(
                    row -> text(row, "equipment"),
                    Collectors.collectingAndThen(Collectors.toList(), SheetPart::alone)));
  }

  /** Every row. */
  static SheetPart all(Sheets sheets) {
    return new SheetPart(sheets, Set.of(), "", "");
  }

  /** What stands under each key, and under none. */
  static Set<String> keys(Sheets sheets, Set<String> contractors, String by) {
    Set<String> keys = new TreeSet<>(Set.of(""));
    if (by.equals("contractor")) {
      keys.addAll(contractors);
    } else {
      sheets.table("equipment").forEach(row -> keys.add(text(row, by)));
    }
    return keys;
  }

  static SheetPart of(Sheets sheets, Set<String> contractors, String by, String key) {
    return new SheetPart(sheets, contractors, by, key);
  }

  private static String alone(List<Map<String, String>> plans) {
    Set<String> all =
        plans.stream()
            .map(row -> text(row, "contractor"))
            .filter(contractor -> !contractor.isEmpty())
            .collect(Collectors.toSet());
    return all.size() == 1 ? all.iterator().next() : "";
  }

  /** Of whoever has it, else of whose plan it is. */
  boolean ofOrder(Map<String, String> order) {
    String assignee = text(order, "assignee");
    return of(
        text(order, "equipment"),
        contractors.contains(assignee) ? assignee : ofPlan.getOrDefault(text(order, "plan"), ""));
  }

  boolean ofVisit(Map<String, String> visit) {
    return of(text(visit, "equipment"), ofPlan.getOrDefault(text(visit, "plan"), ""));
  }

  boolean ofPoint(Map<String, String> point) {
    return of(text(point, "equipment"), text(point, "contractor"));
  }

  boolean ofAlarm(Map<String, String> alarm) {
    return of(text(alarm, "equipment"), "");
  }

  boolean ofEquipment(String id) {
    return of(id, careOf.getOrDefault(id, ""));
  }

  private boolean of(String id, String contractor) {
    return switch (by) {
      case "" -> true;
      case "contractor" -> contractor.equals(key);
      default -> {
        Map<String, String> row = equipment.get(id);
        yield (row == null ? "" : text(row, by)).equals(key);
      }
    };
  }
}
