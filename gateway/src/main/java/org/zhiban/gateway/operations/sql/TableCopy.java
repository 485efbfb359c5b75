package org.zhiban.gateway.operations.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Copies a table row by row, each value in the type of the target's column.
 *
 * @param text how the target keeps a text
 */
record TableCopy(String table, UnaryOperator<String> text) {
  private static final int AT_ONCE = 500;

  private record Column(String name, int type) {}

  /** Says how many rows were copied. */
  long copy(Connection source, Connection target) throws SQLException {
    List<Column> columns = columns(source, target);
    String names = String.join(", ", columns.stream().map(Column::name).toList());
    String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
    try (Statement reading = source.createStatement();
        PreparedStatement writing =
            target.prepareStatement(
                "INSERT INTO " + table + " (" + names + ") VALUES (" + places + ")")) {
      reading.setFetchSize(AT_ONCE);
      long rows = 0;
      try (ResultSet row = reading.executeQuery("SELECT " + names + " FROM " + table)) {
        while (row.next()) {
          for (int place = 1; place <= columns.size(); place++) {
            carry(row, writing, place, columns.get(place - 1).type);
          }
          writing.addBatch();
          rows++;
          if (rows % AT_ONCE == 0) {
            int[] _ = writing.executeBatch();
          }
        }
      }
      int[] _ = writing.executeBatch();
      return rows;
    }
  }

  private void carry(ResultSet row, PreparedStatement writing, int place, int type)
      throws SQLException {
    switch (type) {
      case Types.BOOLEAN, Types.BIT -> writing.setBoolean(place, row.getBoolean(place));
      case Types.BIGINT, Types.INTEGER -> writing.setLong(place, row.getLong(place));
      default -> {
        String value = row.getString(place);
        writing.setString(place, value == null ? "" : text.apply(value));
      }
    }
    if (row.wasNull()) {
      writing.setNull(place, type);
    }
  }

  /** The source's columns, in the target's types. */
  private List<Column> columns(Connection source, Connection target) throws SQLException {
    List<Column> columns = new ArrayList<>();
    List<String> names = described(source, "*").stream().map(Column::name).toList();
    columns.addAll(described(target, String.join(", ", names)));
    return columns;
  }

  private List<Column> described(Connection connection, String names) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet nothing =
            statement.executeQuery("SELECT " + names + " FROM " + table + " WHERE 1 = 0")) {
      ResultSetMetaData parts = nothing.getMetaData();
      List<Column> columns = new ArrayList<>();
      for (int place = 1; place <= parts.getColumnCount(); place++) {
        columns.add(new Column(parts.getColumnName(place), parts.getColumnType(place)));
      }
      return columns;
    }
  }
}
