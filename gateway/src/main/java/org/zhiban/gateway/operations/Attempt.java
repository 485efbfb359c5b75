package org.zhiban.gateway.operations;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work that is tried until it is written, and never written twice: a commit whose answer was not
 * heard is looked for before the work is done again. Of one thread.
 */
final class Attempt<T> {
  private final OperationsStore store;
  private final Function<OperationsTransaction, T> work;
  private @Nullable CommitInDoubtException doubt;
  private @Nullable T made;

  Attempt(OperationsStore store, Function<OperationsTransaction, T> work) {
    this.store = store;
    this.work = work;
  }

  /**
   * Writes it, unless an earlier call did.
   *
   * @throws org.zhiban.gateway.storage.StoreUnavailableException where the store is away; the next
   *     call goes on
   */
  T make() {
    Optional<T> before = inDoubt();
    if (before.isPresent()) {
      return before.get();
    }
    try {
      return store.transact(this::work);
    } catch (CommitInDoubtException e) {
      doubt = e;
      throw e;
    }
  }

  /**
   * What an earlier call wrote after all, whose answer was not heard. Where this returns the store
   * can be written again.
   *
   * @throws org.zhiban.gateway.storage.StoreUnavailableException where the store is away; the next
   *     call goes on
   */
  Optional<T> settled() {
    boolean asked = doubt != null;
    Optional<T> before = inDoubt();
    if (!asked) {
      boolean _ = store.<Boolean>transact(_ -> true);
    }
    return before;
  }

  private Optional<T> inDoubt() {
    CommitInDoubtException open = doubt;
    Optional<T> before =
        open != null && open.committed() ? Optional.ofNullable(made) : Optional.empty();
    doubt = null;
    return before;
  }

  private T work(OperationsTransaction tx) {
    T result = work.apply(tx);
    made = result;
    return result;
  }
}
