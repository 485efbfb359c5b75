package org.zhiban.gateway.operations.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.zhiban.gateway.operations.ChangeRefusedException;
import org.zhiban.gateway.operations.ChangeRefusedException.Rule;
import org.zhiban.gateway.storage.SqliteFailures;
import org.zhiban.gateway.storage.SqliteFile;
import org.zhiban.gateway.storage.SqliteSchema;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * SQLite: a file of this process, so that nothing stands between a commit and its answer.
 *
 * @param workingCopy beside a database on a server, for which every change is noted
 */
record SqliteDialect(SqliteFile file, boolean workingCopy) implements Dialect {
  @Override
  public String name() {
    return file.path().toString();
  }

  @Override
  public Connection openToWrite() throws SQLException {
    Connection writer = file.openToWrite();
    try {
      if (workingCopy) {
        RowCapture.begin(writer);
      }
      return writer;
    } catch (SQLException e) {
      writer.close();
      throw e;
    }
  }

  @Override
  public Connection openToRead() throws SQLException {
    return file.openToRead();
  }

  @Override
  public void prepare() {
    schema().prepare();
  }

  /** The schema of the file. */
  SqliteSchema schema() {
    return new SqliteSchema(
        file, "classpath:db/operations/common", "classpath:db/operations/sqlite");
  }

  @Override
  public Connection openToFill() throws SQLException {
    return file.openToWrite();
  }

  @Override
  public Connection openToCopy() throws SQLException {
    return file.openToRead();
  }

  @Override
  public String roomFor() {
    String name = file.path().getFileName().toString();
    return "where it is the file of before, move it aside together with "
        + name
        + "-wal and "
        + name
        + "-shm where they are, and carry them then";
  }

  @Override
  public String text(String given) {
    return workingCopy ? Texts.withoutZero(given) : given;
  }

  @Override
  public void ending(Handle writer) {
    if (workingCopy) {
      int _ = writer.execute(RowCapture.END);
    }
  }

  @Override
  public void teach(Jdbi jdbi) {
    jdbi.setStatementBuilderFactory(_ -> new KeptStatements());
    if (workingCopy) {
      jdbi.registerArgument(new Texts(this));
    }
  }

  @Override
  public boolean serves(Connection kept) {
    return true;
  }

  /** A long question may take longer than the end of the gateway has time. */
  @Override
  public void abandon(Connection waiting) {
    try {
      waiting.unwrap(SQLiteConnection.class).getDatabase().interrupt();
    } catch (SQLException _) {
      // it is closed already
    }
  }

  @Override
  public Optional<ChangeRefusedException> refusal(SQLException failure) {
    return SqliteFailures.code(failure) == SQLiteErrorCode.SQLITE_CONSTRAINT
        ? Optional.of(refused(failure))
        : Optional.empty();
  }

  private static ChangeRefusedException refused(SQLException e) {
    String words = String.valueOf(e.getMessage());
    return new ChangeRefusedException(rule(words), words, e);
  }

  /** SQLite names the columns, not the constraint. */
  private static Rule rule(String words) {
    if (words.contains("work_order.fault")) {
      return Rule.ONE_OPEN_ORDER_PER_FAULT;
    }
    if (words.contains("alarm.equipment, alarm.rule, alarm.rule_key")) {
      return Rule.ONE_ACTIVE_ALARM;
    }
    if (words.contains("work_order.id")) {
      return Rule.ORDER_VERSION;
    }
    if (words.contains("answer.user_name, answer.idempotency_key")) {
      return Rule.ONE_ANSWER;
    }
    if (words.contains("audit is append-only")) {
      return Rule.AUDIT_APPEND_ONLY;
    }
    return words.contains("FOREIGN KEY") ? Rule.REFERENCE : Rule.CONSTRAINT;
  }

  @Override
  public StoreUnavailableException unavailable(SQLException failure) {
    return SqliteFailures.unavailable(file.path(), failure);
  }

  @Override
  public boolean marks() {
    return false;
  }

  @Override
  public int mark(Handle writer, String before, String mark) {
    throw new UnsupportedOperationException("a file needs no marks");
  }

  @Override
  public Optional<String> lastMark(Handle writer) {
    return Optional.empty();
  }

  @Override
  public boolean cutOff(SQLException failure) {
    return false;
  }
}
