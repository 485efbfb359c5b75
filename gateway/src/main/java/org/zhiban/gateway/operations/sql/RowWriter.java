package org.zhiban.gateway.operations.sql;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Does to the rows of a database what was done to those of its working copy, table by table and in
 * each in that order: references between tables are looked at when a transaction ends. Keeps its
 * statements, of which there are three a table, as long as the connection is open.
 */
final class RowWriter {
  private static final int AT_ONCE = 200;

  private final Connection target;
  private final Map<String, Map<String, Integer>> types = new HashMap<>();
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  RowWriter(Connection target) {
    this.target = target;
  }

  /**
   * Does all of it, within the transaction of the connection.
   *
   * @throws SQLException where the database refuses, or has not the rows that it should
   */
  void write(List<RowChange> changes) throws SQLException {
    Map<String, List<RowChange>> tables = new LinkedHashMap<>();
    for (RowChange change : changes) {
      if (!change.ends()) {
        tables.computeIfAbsent(change.table(), _ -> new ArrayList<>()).add(change);
      }
    }
    for (List<RowChange> table : tables.values()) {
      writeTable(table);
    }
  }

  private void writeTable(List<RowChange> changes) throws SQLException {
    List<RowChange> alike = new ArrayList<>();
    String statement = "";
    for (RowChange change : changes) {
      String next = statement(change);
      if (!next.equals(statement) || alike.size() == AT_ONCE) {
        write(statement, alike);
        alike.clear();
        statement = next;
      }
      alike.add(change);
    }
    write(statement, alike);
  }

  private static String statement(RowChange change) {
    if (change.row().isEmpty()) {
      return "DELETE FROM " + change.table() + where(change.key().orElseThrow());
    }
    JsonObject row = change.row().get();
    if (change.key().isEmpty()) {
      return "INSERT INTO "
          + change.table()
          + " ("
          + String.join(", ", row.fieldNames())
          + ") VALUES ("
          + String.join(", ", Collections.nCopies(row.size(), "?"))
          + ")";
    }
    return "UPDATE "
        + change.table()
        + " SET "
        + row.fieldNames().stream().map(column -> column + " = ?").collect(Collectors.joining(", "))
        + where(change.key().get());
  }

  private static String where(JsonObject key) {
    return key.fieldNames().stream()
        .map(column -> column + " = ?")
        .collect(Collectors.joining(" AND ", " WHERE ", ""));
  }

  private void write(String text, List<RowChange> alike) throws SQLException {
    if (alike.isEmpty()) {
      return;
    }
    PreparedStatement statement = prepared(text);
    for (RowChange change : alike) {
      Map<String, Integer> columns = types(change.table());
      int place = 0;
      if (change.row().isPresent()) {
        place = set(statement, place, change.row().get(), columns);
      }
      if (change.key().isPresent()) {
        place = set(statement, place, change.key().get(), columns);
      }
      statement.addBatch();
    }
    int[] rows = statement.executeBatch();
    for (int at = 0; at < rows.length; at++) {
      if (rows[at] == 0) {
        throw new SQLException(
            "table "
                + alike.get(at).table()
                + " has not the row that was changed here: somebody else changed it there",
            "23000");
      }
    }
  }

  private PreparedStatement prepared(String text) throws SQLException {
    PreparedStatement known = statements.get(text);
    if (known == null) {
      known = target.prepareStatement(text);
      statements.put(text, known);
    }
    return known;
  }

  private static int set(
      PreparedStatement statement, int before, JsonObject values, Map<String, Integer> columns)
      throws SQLException {
    int place = before;
    for (String column : values.fieldNames()) {
      place++;
      Object value = values.getValue(column);
      int type = columns.getOrDefault(column, Types.VARCHAR);
      switch (value) {
        case null -> statement.setNull(place, type);
        case Number number when type == Types.BIT || type == Types.BOOLEAN ->
            statement.setBoolean(place, number.intValue() != 0);
        case Number number -> statement.setLong(place, number.longValue());
        default -> statement.setString(place, value.toString());
      }
    }
    return place;
  }

  private Map<String, Integer> types(String table) throws SQLException {
    Map<String, Integer> known = types.get(table);
    if (known != null) {
      return known;
    }
    Map<String, Integer> found = new HashMap<>();
    try (Statement statement = target.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      ResultSetMetaData columns = rows.getMetaData();
      for (int place = 1; place <= columns.getColumnCount(); place++) {
        found.put(columns.getColumnName(place), columns.getColumnType(place));
      }
    }
    types.put(table, found);
    return found;
  }
}
