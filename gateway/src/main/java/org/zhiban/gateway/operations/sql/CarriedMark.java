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
 */
record CarriedMark(String copy, long number) {
  /** Empty: no working copy has written there yet. */
  static Optional<CarriedMark> in(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("SELECT mark FROM carried")) {
      return answer.next() ? of(String.valueOf(answer.getString(1))) : Optional.empty();
    }
  }

  private static Optional<CarriedMark> of(String text) {
    int end = text.lastIndexOf('/');
    try {
      return end < 0
          ? Optional.empty()
          : Optional.of(
              new CarriedMark(text.substring(0, end), Long.parseLong(text.substring(end + 1))));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** Takes the place of whatever mark is there. */
  void set(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("UPDATE carried SET mark = ?")) {
      statement.setString(1, toString());
      if (statement.executeUpdate() != 1) {
        throw new SQLException("table carried has not one row");
      }
    }
  }

  /**
   * Moves on within the transaction that carries the changes.
   *
   * @throws SQLException where the mark is not this one any more
   */
  CarriedMark moved(Connection connection, long to) throws SQLException {
    CarriedMark next = new CarriedMark(copy, to);
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
    return copy + "/" + number;
  }
}
