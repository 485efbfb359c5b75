package org.zhiban.gateway.operations;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the parts of the contract share: a store, closed and opened again where they ask for it. */
interface StoreUnderTest {
  OperationsStore store();

  OperationsStore reopened();

  default void write(OperationsStore store, Consumer<OperationsTransaction> work) {
    boolean done =
        store.transact(
            tx -> {
              work.accept(tx);
              return true;
            });
    if (!done) {
      throw new AssertionError("the answer of the work came back changed");
    }
  }

  default <T> Optional<T> found(Function<OperationsQueries, Optional<T>> question) {
    return found(store(), question);
  }

  default <T> Optional<T> found(
      OperationsStore store, Function<OperationsQueries, Optional<T>> question) {
    return store.query(question);
  }

  default <T> List<T> listed(Function<OperationsQueries, List<T>> question) {
    return listed(store(), question);
  }

  default <T> List<T> listed(OperationsStore store, Function<OperationsQueries, List<T>> question) {
    return store.query(question);
  }
}
