package org.zhiban.gateway.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What a server must be and keep, asked back from it. */
final class PostgresPromises {
  private PostgresPromises() {}

  /**
   * Holds a server to what the store needs.
   *
   * @throws StoreUnavailableException where it does not; the message says what to do
   */
  static void require(Connection connection, String name, boolean writing) throws SQLException {
    int version = Integer.parseInt(setting(connection, "server_version_num"));
    if (version < PostgresDatabase.OLDEST * 10_000) {
      throw new StoreUnavailableException(
          name
              + " is on PostgreSQL "
              + setting(connection, "server_version")
              + "; it takes "
              + PostgresDatabase.OLDEST
              + " or later. Bring the server up to date.");
    }
    String encoding = setting(connection, "server_encoding");
    if (!encoding.equals("UTF8")) {
      throw new StoreUnavailableException(
          name
              + " keeps text as "
              + encoding
              + "; it must be UTF8. Make it with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE"
              + " template0.");
    }
    if (writing) {
      requireToKeep(connection, name);
    }
  }

  private static void requireToKeep(Connection connection, String name) throws SQLException {
    if (PostgresDatabase.ask(connection, "SELECT pg_is_in_recovery()").equals("t")) {
      throw new StoreUnavailableException(
          name + " is a standby that cannot be written. Name the primary server.");
    }
    if (setting(connection, "synchronous_commit").equals("off")) {
      execute(connection, "SET synchronous_commit = on");
    }
    refuse(connection, name, "synchronous_commit");
    refuse(connection, name, "fsync");
  }

  private static void refuse(Connection connection, String name, String setting)
      throws SQLException {
    if (setting(connection, setting).equals("off")) {
      throw new StoreUnavailableException(
          name
              + " cannot be kept safely: "
              + setting
              + " is off. Set "
              + setting
              + " = on in the server's postgresql.conf.");
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    return PostgresDatabase.ask(connection, "SELECT current_setting('" + name + "')");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
