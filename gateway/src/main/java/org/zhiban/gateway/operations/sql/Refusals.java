package org.zhiban.gateway.operations.sql;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.operations.ChangeRefusedException;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** Which rule of the store an error of the database stands for, or why it cannot be used. */
final class Refusals {
  /** What a failure means; one that did not come from the database stays as it is. */
  static RuntimeException explain(Dialect dialect, RuntimeException failure) {
    SQLException cause = sqlCause(failure);
    if (cause == null || failure instanceof StoreUnavailableException) {
      return failure;
    }
    Optional<ChangeRefusedException> refusal = dialect.refusal(cause);
    return refusal.isPresent() ? refusal.get() : dialect.unavailable(cause);
  }

  /** The store cannot be written, whatever was to be: no defect of what was written. */
  static boolean ofTheStore(Dialect dialect, RuntimeException failure) {
    SQLException cause = sqlCause(failure);
    return failure instanceof StoreUnavailableException
        || (cause != null && dialect.refusal(cause).isEmpty());
  }

  /** Whether the connection was cut before the answer came. */
  static boolean cutOff(Dialect dialect, RuntimeException failure) {
    SQLException cause = sqlCause(failure);
    return cause != null && dialect.cutOff(cause);
  }

  private static @Nullable SQLException sqlCause(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  private Refusals() {}
}
