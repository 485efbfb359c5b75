package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.zhiban.gateway.operations.OperationsStore;

/** A working copy and the database to which it is carried, row by row. */
final class BothSides {
  private static final Duration SOON = Duration.ofSeconds(30);

  private BothSides() {}

  /** Every table has the same rows here and there, once everything is carried. */
  static void same(OperationsStore store, Path folder, String database) {
    carried(store);
    same(folder, database);
  }

  /** Waits until nothing waits any more. */
  static void carried(OperationsStore store) {
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              OperationsStore.Following following = store.following().orElseThrow();
              assertThat(following.trouble()).isEmpty();
              assertThat(following.waiting()).isZero();
            });
  }

  /** Every table has the same rows here and there now. */
  static void same(Path folder, String database) {
    try (Connection here =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve(SqliteOperationsStore.FILE));
        Connection there = DriverManager.getConnection(PostgresServer.url(database))) {
      List<String> tables = tables(here);
      assertThat(tables).hasSizeGreaterThan(15);
      for (String table : tables) {
        List<String> columns = columns(there, table);
        assertThat(rows(here, table, columns)).as(table).isEqualTo(rows(there, table, columns));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> tables(Connection here) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = here.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                    + " AND name NOT IN ('flyway_schema_history', 'working_copy', 'uncarried')")) {
      while (answer.next()) {
        tables.add(answer.getString(1));
      }
    }
    return tables;
  }

  /** Each with a way to ask for it in one form on both sides. */
  private static List<String> columns(Connection there, String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Statement statement = there.createStatement();
        ResultSet nothing = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      for (int place = 1; place <= nothing.getMetaData().getColumnCount(); place++) {
        String name = nothing.getMetaData().getColumnName(place);
        columns.add(
            nothing.getMetaData().getColumnType(place) == Types.BIT
                ? "CASE WHEN " + name + " THEN 'yes' ELSE 'no' END"
                : name);
      }
    }
    return columns;
  }

  private static List<String> rows(Connection connection, String table, List<String> columns)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery("SELECT " + String.join(", ", columns) + " FROM " + table)) {
      while (answer.next()) {
        List<String> row = new ArrayList<>();
        for (int place = 1; place <= columns.size(); place++) {
          row.add(String.valueOf(answer.getString(place)));
        }
        rows.add(String.join(" | ", row));
      }
    }
    rows.sort(null);
    return rows;
  }
}
