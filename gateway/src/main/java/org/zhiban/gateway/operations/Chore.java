package org.zhiban.gateway.operations;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * Work that the clock asks for again and again, and that finds for itself what there is to do: no
 * second one waits, and none where the store is away. One that fails is tried again when the clock
 * asks, and says so in the log once, until it fails differently or is done.
 */
public final class Chore {
  private static final Logger log = LoggerFactory.getLogger(Chore.class);

  private final OperationsDesk desk;
  private final String name;
  private final AtomicBoolean waits = new AtomicBoolean();
  private volatile Optional<String> failure = Optional.empty();
  private volatile Set<String> undone = Set.of();

  Chore(OperationsDesk desk, String name) {
    this.desk = desk;
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean failing() {
    return failure.isPresent();
  }

  Set<String> undone() {
    return undone;
  }

  /** Puts it in line, unless it is. */
  public <T> void run(Function<OperationsTransaction, T> work, Consumer<? super T> committed) {
    if (desk.failing() || !waits.compareAndSet(false, true)) {
      return;
    }
    var _ =
        desk.ask(
                tx -> {
                  waits.set(false);
                  return work.apply(tx);
                },
                committed)
            .whenComplete((_, failure) -> ended(failure));
  }

  /** Parts that could not be done, by what they are called, while the rest was: all there are. */
  public void left(Map<String, RuntimeException> parts) {
    Set<String> before = undone;
    undone = Set.copyOf(parts.keySet());
    parts.forEach(
        (part, why) -> {
          if (!before.contains(part)) {
            log.error(
                "{}: {} could not be done, and the others were; this is a defect of the gateway",
                name,
                part,
                why);
          }
        });
  }

  private void ended(@Nullable Throwable why) {
    if (why == null) {
      if (failing()) {
        log.info("{}: done again", name);
      }
      failure = Optional.empty();
      return;
    }
    waits.set(false);
    if (why instanceof StoreUnavailableException) {
      return;
    }
    Optional<String> now = Optional.of(why.toString());
    if (!now.equals(failure)) {
      log.error("{}: a chore could not be done; this is a defect of the gateway", name, why);
    }
    failure = now;
  }
}
