package org.zhiban.gateway.operations.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notes every change of a row in {@code uncarried}, by triggers that live and die with the writer's
 * connection: no table of a later version needs a line here.
 */
final class RowCapture {
  /** Each database keeps these for itself. */
  static final Set<String> OWN =
      Set.of("flyway_schema_history", "carried", "working_copy", "uncarried");

  /** Ends the changes of a transaction that has some. */
  static final String END =
      """
      INSERT INTO uncarried (name, tag) SELECT '', lower(hex(randomblob(6))) WHERE EXISTS (
        SELECT 1 FROM uncarried
        WHERE number = (SELECT MAX(number) FROM uncarried) AND name <> '')
      """;

  private RowCapture() {}

  /** From now on, as long as the connection is open. */
  static void begin(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      for (String table : tables(writer)) {
        List<String> columns =
            names(statement, "SELECT name FROM pragma_table_info('" + table + "')");
        List<String> key =
            names(
                statement,
                "SELECT name FROM pragma_table_info('" + table + "') WHERE pk > 0 ORDER BY pk");
        if (key.isEmpty()) {
          throw new SQLException("table " + table + " has no key, and cannot be carried");
        }
        statement.execute(trigger(table, "INSERT", "NULL", json("NEW", columns)));
        statement.execute(trigger(table, "UPDATE", json("OLD", key), json("NEW", columns)));
        statement.execute(trigger(table, "DELETE", json("OLD", key), "NULL"));
      }
    }
  }

  /** The tables of a working copy that are carried. */
  static List<String> tables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return names(
              statement,
              "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
                  + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
          .stream()
          .filter(table -> !OWN.contains(table))
          .toList();
    }
  }

  private static List<String> names(Statement statement, String question) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet answer = statement.executeQuery(question)) {
      while (answer.next()) {
        names.add(answer.getString(1));
      }
    }
    return names;
  }

  private static String trigger(String table, String event, String key, String row) {
    return "CREATE TEMP TRIGGER "
        + table
        + "_"
        + event
        + " AFTER "
        + event
        + " ON main."
        + table
        + " BEGIN INSERT INTO uncarried (name, was_key, row_now) VALUES ('"
        + table
        + "', "
        + key
        + ", "
        + row
        + "); END";
  }

  private static String json(String row, List<String> columns) {
    return columns.stream()
        .map(column -> "'" + column + "', " + row + "." + column)
        .collect(Collectors.joining(", ", "json_object(", ")"));
  }
}
