package org.zhiban.gateway.figures;

import static org.zhiban.gateway.figures.Spreadsheet.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhiban.model.site.Site;
import org.zhiban.rules.figures.Records;

/** The tables as they are exported, with what finds a row. */
final class Sheets {
  private final Map<String, List<Map<String, String>>> tables = new HashMap<>();
  private final Map<String, Map<String, List<Map<String, String>>>> byOrder = new HashMap<>();
  private final Map<String, List<Map<String, String>>> byFault;
  private final Map<String, Map<String, String>> orders;
  private final Set<String> ordered;
  private final Map<String, List<Spreadsheet.Repair>> repairs = new HashMap<>();

  private Sheets(Site site, Records records) {
    for (RecordCsv table : RecordCsv.values()) {
      tables.put(table.word(), read(table.of(site, records)));
    }
    Stream.of("steps", "clocks", "visit_draws", "visit_answers")
        .forEach(name -> byOrder.put(name, by(table(name), "work_order")));
    byFault = by(orders(), "fault");
    orders = orders().stream().collect(Collectors.toMap(row -> text(row, "number"), row -> row));
    ordered =
        orders().stream()
            .flatMap(row -> Stream.of(text(row, "alarms").split(" ", -1)))
            .collect(Collectors.toSet());
  }

  static Sheets of(Site site, Records records) {
    return new Sheets(site, records);
  }

  List<Map<String, String>> table(String name) {
    return Objects.requireNonNull(tables.get(name));
  }

  List<Map<String, String>> orders() {
    return table("orders");
  }

  /** The rows of an order in another table. */
  List<Map<String, String>> of(String table, Map<String, String> order) {
    return of(table, text(order, "number"));
  }

  List<Map<String, String>> of(String table, String number) {
    return Objects.requireNonNull(byOrder.get(table)).getOrDefault(number, List.of());
  }

  Stream<Map<String, String>> order(String number) {
    return Stream.ofNullable(orders.get(number));
  }

  List<Map<String, String>> ofFault(String fault) {
    return fault.isEmpty() ? List.of() : byFault.getOrDefault(fault, List.of());
  }

  /** Whether an order has the alarm. */
  boolean ordered(String alarm) {
    return ordered.contains(alarm);
  }

  /** What was found of an order already. */
  Map<String, List<Spreadsheet.Repair>> repairs() {
    return repairs;
  }

  private static Map<String, List<Map<String, String>>> by(
      List<Map<String, String>> rows, String column) {
    return rows.stream().collect(Collectors.groupingBy(row -> text(row, column)));
  }

  /** Reads RFC 4180 with a byte order mark. */
  private static List<Map<String, String>> read(String csv) {
    if (csv.charAt(0) != '\uFEFF') {
      throw new AssertionError("Excel would not know the letters");
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 1; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else if (quoted || c != '\r') {
        cell.append(c);
      }
    }
    List<String> head = rows.removeFirst();
    return rows.stream()
        .map(
            cells -> {
              Map<String, String> named = new LinkedHashMap<>();
              for (int i = 0; i < head.size(); i++) {
                if ("=+-@".indexOf(cells.get(i).isEmpty() ? ' ' : cells.get(i).charAt(0)) >= 0) {
                  throw new AssertionError("a formula: " + cells.get(i));
                }
                named.put(head.get(i), cells.get(i));
              }
              return named;
            })
        .toList();
  }
}
