package org.zhiban.gateway.operations.sql;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhiban.gateway.storage.SqliteFailures;
import org.zhiban.gateway.storage.SqliteFile;

/** What a working copy has that the database on the server may lack. */
record Uncarried(SqliteFile file) {
  static Uncarried in(Path folder) {
    return new Uncarried(SqliteOperationsStore.in(folder).file());
  }

  /**
   * Which working copy it is; empty: the file works for itself, or there is none.
   *
   * @throws org.zhiban.gateway.storage.StoreUnavailableException where it cannot be read
   */
  Optional<String> copy() {
    if (!Files.isRegularFile(file.path())) {
      return Optional.empty();
    }
    try (Connection connection = file.openToRead()) {
      return text(connection, "SELECT name FROM sqlite_schema WHERE name = 'working_copy'")
              .isPresent()
          ? text(connection, "SELECT id FROM working_copy")
          : Optional.empty();
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(file.path(), e);
    }
  }

  /** Makes the file a working copy, and forgets what was to be carried before; says which. */
  String bind() {
    String id = UUID.randomUUID().toString().substring(0, 13);
    try (Connection connection = file.openToWrite()) {
      unbind(connection);
      try (Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO working_copy (id) VALUES ('" + id + "')");
      }
      return id;
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(file.path(), e);
    }
  }

  /** Makes it a file that works for itself, where it is one that does not. */
  void unbind() {
    if (copy().isPresent()) {
      try (Connection connection = file.openToWrite()) {
        unbind(connection);
      } catch (SQLException e) {
        throw SqliteFailures.unavailable(file.path(), e);
      }
    }
  }

  private static void unbind(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM uncarried");
      statement.execute("DELETE FROM working_copy");
    }
  }

  /** The tables of the file that are carried. */
  List<String> tables() {
    try (Connection connection = file.openToRead()) {
      return RowCapture.tables(connection);
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(file.path(), e);
    }
  }

  /** Whether any table of the file has a row. */
  boolean hasRecords() {
    if (!Files.isRegularFile(file.path())) {
      return false;
    }
    try (Connection connection = file.openToRead()) {
      for (String table : RowCapture.tables(connection)) {
        if (text(connection, "SELECT 1 FROM " + table + " LIMIT 1").isPresent()) {
          return true;
        }
      }
      return false;
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(file.path(), e);
    }
  }

  /**
   * The changes that are kept. The last one that is known to be carried is: it ends a transaction.
   *
   * @param first number of the oldest; one more than {@code last} where none is kept
   * @param last number of the newest that ever was, 0: none
   */
  record Range(long first, long last) {
    /** Changes of which nobody here knows whether they are carried. */
    long unknown() {
      return last - first + (first > 1 ? 0 : 1);
    }
  }

  Range range() {
    try (Connection connection = file.openToRead()) {
      return range(connection);
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(file.path(), e);
    }
  }

  private static Range range(Connection connection) throws SQLException {
    long last =
        text(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'uncarried'")
            .map(Long::parseLong)
            .orElse(0L);
    long first =
        text(connection, "SELECT MIN(number) FROM uncarried").map(Long::parseLong).orElse(last + 1);
    return new Range(first, last);
  }

  /** How a database stands to this copy, which wrote it last. */
  enum Standing {
    /** It has what is here up to its mark. */
    GOES_ON,
    /** It is further than this: an older state of the folder was put back. */
    AHEAD,
    /** It lacks what is kept here no more: an older state of it was put back. */
    SET_BACK,
    /** It has other changes under the same numbers: the folder was put back, and worked with. */
    FORKED
  }

  /** How far the database is, by its mark. */
  Standing standing(CarriedMark mark) {
    try (Connection connection = file.openToRead()) {
      Range kept = range(connection);
      if (mark.number() == 0 ? kept.first() <= 1 : tag(connection, mark).isPresent()) {
        return mark.number() == 0 || tag(connection, mark).filter(mark.tag()::equals).isPresent()
            ? Standing.GOES_ON
            : Standing.FORKED;
      }
      return mark.number() > kept.last() ? Standing.AHEAD : Standing.SET_BACK;
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(file.path(), e);
    }
  }

  private static Optional<String> tag(Connection connection, CarriedMark mark) throws SQLException {
    return text(
        connection, "SELECT coalesce(tag, '') FROM uncarried WHERE number = " + mark.number());
  }

  /** For questions that come again and again. */
  Reader reader() {
    try {
      return new Reader(file, file.openToRead());
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(file.path(), e);
    }
  }

  /** Reads what is to be carried. */
  record Reader(SqliteFile file, Connection connection) implements AutoCloseable {
    /** Number of the newest change that ever was, 0: none. */
    long last() {
      try {
        return range(connection).last();
      } catch (SQLException e) {
        throw SqliteFailures.unavailable(file.path(), e);
      }
    }

    /**
     * The whole transactions that come after a change, in order.
     *
     * @param most changes, where one transaction alone is not more
     */
    List<RowChange> after(long number, int most) {
      try {
        for (int limit = most; ; limit *= 4) {
          List<RowChange> found = read(number, limit);
          int whole = found.size();
          while (whole > 0 && !found.get(whole - 1).ends()) {
            whole--;
          }
          if (whole > 0 || found.size() < limit) {
            return found.subList(0, whole);
          }
        }
      } catch (SQLException e) {
        throw SqliteFailures.unavailable(file.path(), e);
      }
    }

    private List<RowChange> read(long number, int limit) throws SQLException {
      List<RowChange> found = new ArrayList<>();
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT number, name, was_key, row_now, coalesce(tag, '') FROM uncarried"
                  + " WHERE number > ? ORDER BY number LIMIT ?")) {
        statement.setLong(1, number);
        statement.setInt(2, limit);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            found.add(
                new RowChange(
                    row.getLong(1),
                    row.getString(2),
                    Optional.ofNullable(row.getString(3)).map(JsonObject::new),
                    Optional.ofNullable(row.getString(4)).map(JsonObject::new),
                    row.getString(5)));
          }
        }
      }
      return found;
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException _) {
        // it only read
      }
    }
  }

  private static Optional<String> text(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.next() ? Optional.ofNullable(answer.getString(1)) : Optional.empty();
    }
  }
}
