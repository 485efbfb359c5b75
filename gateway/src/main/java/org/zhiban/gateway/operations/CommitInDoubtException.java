package org.zhiban.gateway.operations;

import java.util.function.BooleanSupplier;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * The connection was cut while the commit was under way, and the store could not be asked yet what
 * became of it. Who repeats the work blindly may do it twice.
 */
public final class CommitInDoubtException extends StoreUnavailableException {
  private static final long serialVersionUID = 1;

  private final String why;
  private final transient BooleanSupplier look;

  /**
   * @param why the store cannot be asked, in a sentence
   * @param look says whether the work is on disk, or throws {@link StoreUnavailableException}
   */
  public CommitInDoubtException(String why, Throwable cause, BooleanSupplier look) {
    super(
        why
            + " Whether this change is on disk is asked when it is back: look then, before you"
            + " repeat it.",
        cause);
    this.why = why;
    this.look = look;
  }

  /** Why the store cannot be asked, without the doubt. */
  public String why() {
    return why;
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
