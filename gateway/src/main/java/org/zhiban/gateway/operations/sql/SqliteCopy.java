package org.zhiban.gateway.operations.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zhiban.gateway.operations.AuditProof;
import org.zhiban.gateway.operations.OperationsFigures;
import org.zhiban.gateway.storage.SqliteFailures;
import org.zhiban.gateway.storage.SqliteFile;
import org.zhiban.gateway.storage.SqliteSchema;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** A second file with the operations of one moment ({@code VACUUM INTO}), and what it holds. */
public final class SqliteCopy {
  private SqliteCopy() {}

  /**
   * Writes the copy, which works for itself; a reader like any other, so nobody who writes waits
   * for it.
   *
   * @throws StoreUnavailableException where the database is damaged or the copy cannot be written
   */
  static void write(SqliteFile from, Path copy) {
    try (Connection connection = from.openToCopy();
        PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, copy.toString());
      vacuum.execute();
      new Uncarried(new SqliteFile(copy)).unbind();
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(from.path(), e);
    }
  }

  /**
   * Checks every page and index of the copy in a folder, and counts.
   *
   * @throws StoreUnavailableException where it is damaged
   */
  public static OperationsFigures figures(Path folder) {
    SqliteFile file = new SqliteFile(folder.resolve(SqliteOperationsStore.FILE));
    SortedMap<String, Long> rows = new TreeMap<>();
    String schema;
    try (Connection connection = file.openToRead();
        Statement statement = connection.createStatement()) {
      String found = SqliteFile.pragma(connection, "integrity_check(1)");
      if (!found.equals("ok")) {
        throw new StoreUnavailableException(file.path() + " is damaged (" + found + ").");
      }
      for (String table : tables(statement)) {
        rows.put(table, number(statement, "SELECT count(*) FROM \"" + table + "\""));
      }
      schema = SqliteSchema.version(connection);
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(file.path(), e);
    }
    try (SqliteOperationsStore store = SqliteOperationsStore.openToAsk(folder)) {
      return new OperationsFigures(schema, rows, store.query(AuditProof::of));
    }
  }

  /** Whether the copy in a folder was written by a newer version than this. */
  public static boolean newer(Path folder) {
    return SqliteOperationsStore.in(folder).schema().newer();
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet answer =
        statement.executeQuery(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
      while (answer.next()) {
        tables.add(answer.getString(1));
      }
    }
    return tables;
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getLong(1);
    }
  }
}
