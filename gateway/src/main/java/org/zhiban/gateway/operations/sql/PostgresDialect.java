package org.zhiban.gateway.operations.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.zhiban.gateway.operations.ChangeRefusedException;
import org.zhiban.gateway.operations.ChangeRefusedException.Rule;
import org.zhiban.gateway.storage.PostgresDatabase;
import org.zhiban.gateway.storage.PostgresFailures;
import org.zhiban.gateway.storage.PostgresSchema;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** PostgreSQL: a server behind a line that may be cut at any moment. */
record PostgresDialect(PostgresDatabase database) implements Dialect {
  private static final int SIGN_OF_LIFE_SECONDS = 2;

  @Override
  public String name() {
    return database.name();
  }

  @Override
  public Connection openToWrite() throws SQLException {
    return database.openToWrite();
  }

  @Override
  public Connection openToRead() throws SQLException {
    return database.openToRead();
  }

  @Override
  public void prepare() {
    new PostgresSchema(
            database, "classpath:db/operations/common", "classpath:db/operations/postgresql")
        .prepare();
  }

  @Override
  public Connection openToFill() throws SQLException {
    return database.openToFill();
  }

  @Override
  public Connection openToCopy() throws SQLException {
    return database.openToCopy();
  }

  @Override
  public String roomFor() {
    return "name an empty database, or empty this one";
  }

  @Override
  public String text(String given) {
    return Texts.withoutZero(given);
  }

  @Override
  public void ending(Handle writer) {
    // each row says for itself what changed
  }

  /** The driver keeps prepared statements itself. */
  @Override
  public void teach(Jdbi jdbi) {
    jdbi.registerArgument(new Texts(this));
  }

  @Override
  public boolean serves(Connection kept) {
    try {
      return kept.isValid(SIGN_OF_LIFE_SECONDS);
    } catch (SQLException _) {
      return false;
    }
  }

  @Override
  public void abandon(Connection waiting) {
    try {
      waiting.abort(Runnable::run);
    } catch (SQLException _) {
      // it is gone already
    }
  }

  @Override
  public Optional<ChangeRefusedException> refusal(SQLException failure) {
    return PostgresFailures.refused(failure)
        ? Optional.of(
            new ChangeRefusedException(
                rule(failure), String.valueOf(failure.getMessage()), failure))
        : Optional.empty();
  }

  private static Rule rule(SQLException failure) {
    return switch (constraint(failure)) {
      case "one_open_order_per_fault" -> Rule.ONE_OPEN_ORDER_PER_FAULT;
      case "one_active_alarm" -> Rule.ONE_ACTIVE_ALARM;
      case "work_order_pkey" -> Rule.ORDER_VERSION;
      case "answer_pkey" -> Rule.ONE_ANSWER;
      case "audit_is_append_only" -> Rule.AUDIT_APPEND_ONLY;
      default -> PostgresFailures.missingReference(failure) ? Rule.REFERENCE : Rule.CONSTRAINT;
    };
  }

  private static String constraint(SQLException failure) {
    ServerErrorMessage said =
        failure instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    String constraint = said == null ? null : said.getConstraint();
    return constraint == null ? "" : constraint;
  }

  @Override
  public StoreUnavailableException unavailable(SQLException failure) {
    return database.unavailable(failure);
  }

  @Override
  public boolean marks() {
    return true;
  }

  @Override
  public int mark(Handle writer, String before, String mark) {
    return writer.execute("UPDATE carried SET mark = ? WHERE mark = ?", mark, before);
  }

  @Override
  public Optional<String> lastMark(Handle writer) {
    return writer.createQuery("SELECT mark FROM carried").mapTo(String.class).findOne();
  }

  @Override
  public boolean cutOff(SQLException failure) {
    return PostgresFailures.lost(failure);
  }
}
