package org.zhiban.gateway.operations.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Which working copy wrote a database last, and up to which of its changes.
 *
 * @param number 0: before the first
 * @param tag of that change in the copy
 */
record CarriedMark(String copy, long number, String tag) {
  /** Before the first change of a copy. */
  static CarriedMark begun(String copy) {
    return new CarriedMark(copy, 0, "");
  }

  /** Empty: no working copy has written there yet. */
  static Optional<CarriedMark> in(Connection connection) throws SQLException {
    String[] parts = text(connection).split("/", -1);
    try {
      return parts.length == 3
          ? Optional.of(new CarriedMark(parts[0], Long.parseLong(parts[1]), parts[2]))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** As it stands there, whoever wrote it; empty where nobody did. */
  static String text(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("SELECT mark FROM carried")) {
      return answer.next() ? String.valueOf(answer.getString(1)) : "";
    }
  }

  /** Takes the place of whatever mark is there. */
  void set(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("UPDATE carried SET mark = ?")) {
      statement.setString(1, toString());
      if (statement.executeUpdate() != 1) {
        throw new SQLException("table carried has not one row", "23000");
      }
    }
  }

  /**
   * Moves on within the transaction that carries the changes.
   *
   * @throws SQLException where the mark is not this one any more
   */
  CarriedMark moved(Connection connection, RowChange to) throws SQLException {
    CarriedMark next = new CarriedMark(copy, to.number(), to.tag());
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE carried SET mark = ? WHERE mark = ?")) {
      statement.setString(1, next.toString());
      statement.setString(2, toString());
      if (statement.executeUpdate() != 1) {
        throw new SQLException("somebody else has written here meanwhile", "23000");
      }
    }
    return next;
  }

  @Override
  public String toString() {
    return copy + "/" + number + "/" + tag;
  }
}
