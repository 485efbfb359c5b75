package org.zhiban.gateway.operations.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.zhiban.gateway.operations.ChangeRefusedException;
import org.zhiban.gateway.operations.ChangeRefusedException.Rule;
import org.zhiban.gateway.storage.SqliteFailures;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** Which rule of the store an error of SQLite stands for, or why the store cannot be used. */
final class Refusals {
  /** What a failure means; one that did not come from the database stays as it is. */
  static RuntimeException explain(Path file, RuntimeException failure) {
    SQLException cause = sqlCause(failure);
    if (cause == null) {
      return failure;
    }
    return SqliteFailures.code(cause) == SQLiteErrorCode.SQLITE_CONSTRAINT
        ? refused(cause)
        : SqliteFailures.unavailable(file, cause);
  }

  /** The store cannot be written, whatever was to be: no defect of what was written. */
  static boolean ofTheStore(RuntimeException failure) {
    SQLException cause = sqlCause(failure);
    return failure instanceof StoreUnavailableException
        || (cause != null && SqliteFailures.code(cause) != SQLiteErrorCode.SQLITE_CONSTRAINT);
  }

  private static @Nullable SQLException sqlCause(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  private static ChangeRefusedException refused(SQLException e) {
    String words = String.valueOf(e.getMessage());
    return new ChangeRefusedException(rule(words), words, e);
  }

  private static Rule rule(String words) {
    if (words.contains("work_order.fault")) {
      return Rule.ONE_OPEN_ORDER_PER_FAULT;
    }
    if (words.contains("alarm.equipment, alarm.rule, alarm.rule_key")) {
      return Rule.ONE_STANDING_ALARM;
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

  private Refusals() {}
}
