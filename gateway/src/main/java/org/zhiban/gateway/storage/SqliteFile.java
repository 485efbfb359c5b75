package org.zhiban.gateway.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite database and the two ways to open it. A commit is on disk when it returns: WAL with
 * {@code synchronous=FULL} (sqlite.org/pragma.html#pragma_synchronous), asked back on every
 * opening, since SQLite ignores a pragma that it cannot follow.
 */
public record SqliteFile(Path path) {
  private static final int BUSY_MILLIS = 5_000;
  private static final String FULL = "2";

  /** Two bytes; 1 stands for 65,536 (sqlite.org/fileformat.html#the_database_header). */
  private static final int PAGE_SIZE_AT = 16;

  /** For the one writer: takes the write lock when a transaction begins, never half-way. */
  public Connection openToWrite() throws SQLException {
    return open(TransactionMode.IMMEDIATE, false);
  }

  /** For readers beside it: a transaction sees the state in which it began, and cannot write. */
  public Connection openToRead() throws SQLException {
    return open(TransactionMode.DEFERRED, true);
  }

  /** For a copy ({@code VACUUM INTO}): reads, though SQLite counts it among what writes. */
  public Connection openToCopy() throws SQLException {
    return open(TransactionMode.DEFERRED, false);
  }

  /** Connections to write with, for what asks for a source of them. */
  DataSource source() {
    return source(TransactionMode.IMMEDIATE);
  }

  /**
   * Asks, before the file is opened, whether its last page is cut off: SQLite reads zeros in its
   * place. Beside a log it may be, since the log has the page.
   *
   * @throws StoreUnavailableException where it is
   */
  public void requireWholePages() throws IOException {
    Path log = path.resolveSibling(path.getFileName() + "-wal");
    if (!Files.exists(path) || (Files.exists(log) && Files.size(log) > 0)) {
      return;
    }
    try (InputStream file = Files.newInputStream(path)) {
      byte[] header = file.readNBytes(PAGE_SIZE_AT + 2);
      int size = header.length < PAGE_SIZE_AT + 2 ? 0 : pageSize(header);
      if (size > 0 && Files.size(path) % size > 0) {
        throw new StoreUnavailableException(
            path + " " + SqliteFailures.damaged(path, "its last page is cut off"));
      }
    }
  }

  private static int pageSize(byte[] header) {
    int size = (header[PAGE_SIZE_AT] & 0xff) << 8 | (header[PAGE_SIZE_AT + 1] & 0xff);
    return size == 1 ? 1 << 16 : size;
  }

  private SQLiteDataSource source(TransactionMode mode) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTransactionMode(mode);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + path);
    return source;
  }

  private Connection open(TransactionMode mode, boolean readOnly) throws SQLException {
    Connection connection = source(mode).getConnection();
    try {
      require(connection, "journal_mode", "wal");
      require(connection, "synchronous", FULL);
      require(connection, "foreign_keys", "1");
      if (readOnly) {
        execute(connection, "PRAGMA query_only = ON");
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void require(Connection connection, String pragma, String wanted) throws SQLException {
    String actual = pragma(connection, pragma);
    if (!actual.equals(wanted)) {
      throw new StoreUnavailableException(
          path
              + " cannot be kept safely: "
              + pragma
              + " is "
              + actual
              + " instead of "
              + wanted
              + ". Is it on a network drive? Choose a folder on a local disk with --data DIR.");
    }
  }

  /** What SQLite answers to a pragma, in its first column. */
  public static String pragma(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA " + pragma)) {
      return answer.next() ? answer.getString(1) : "";
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
