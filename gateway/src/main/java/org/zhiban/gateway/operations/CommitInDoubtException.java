package org.zhiban.gateway.operations;

import java.util.function.BooleanSupplier;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * The connection was cut while the commit was under way, and the store could not be asked yet what
 * became of it. Who repeats the work blindly may do it twice.
 */
public final class CommitInDoubtException extends StoreUnavailableException {
  private static final long serialVersionUID = 1;

  private final transient BooleanSupplier look;

  public CommitInDoubtException(String message, Throwable cause, BooleanSupplier look) {
    super(message, cause);
    this.look = look;
  }

  /**
   * Whether the work is on disk; the answer stays the same once it is known.
   *
   * @throws StoreUnavailableException while the store cannot be asked
   */
  public boolean committed() {
    return look.getAsBoolean();
  }
}
