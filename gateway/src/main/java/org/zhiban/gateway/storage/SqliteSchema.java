package org.zhiban.gateway.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings a database to the schema of this version, and refuses one that it must not touch. */
public final class SqliteSchema {
  private final SqliteFile file;
  private final Migrations migrations;

  /** The schema is the sum of the migrations in the given places of the class path. */
  public SqliteSchema(SqliteFile file, String... locations) {
    this.file = file;
    this.migrations =
        new Migrations(
            file.path().toString(), "choose another folder with --data DIR", List.of(locations));
  }

  /**
   * Checks the pages of the file, then applies what is missing.
   *
   * @throws StoreUnavailableException where the file is damaged, newer than this version, or cannot
   *     be opened; the message says what to do
   */
  public void prepare() {
    try {
      checkPages();
      migrations.apply(file.source());
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(file.path(), e);
    }
  }

  private void checkPages() throws SQLException {
    try (Connection connection = file.openToWrite()) {
      String found = SqliteFile.pragma(connection, "quick_check(1)");
      if (!found.equals("ok")) {
        throw new StoreUnavailableException(
            file.path() + " " + SqliteFailures.damaged(file.path(), found));
      }
    }
  }

  /** The version of the newest migration that a database has had. */
  public static String version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL"
                    + " ORDER BY installed_rank DESC LIMIT 1")) {
      return answer.next() ? answer.getString(1) : "0";
    }
  }

  /**
   * Whether a newer version wrote the database; does not touch it.
   *
   * @throws StoreUnavailableException where it cannot be read
   */
  public boolean newer() {
    try {
      return migrations.newer(file.source());
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(file.path(), e);
    }
  }
}
