package org.zhiban.drivers;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.zhiban.model.telemetry.Exchange;

/**
 * The last exchanges of a link, for a person who looks for what goes wrong on it. Safe for
 * concurrent use. It keeps what is cheap to keep; words and hexadecimal are made when somebody
 * looks.
 */
public final class ExchangeLog {
  /** How many exchanges are kept. */
  public static final int KEPT = 200;

  private final ArrayDeque<Supplier<Exchange>> kept = new ArrayDeque<>(KEPT + 1);

  /** Keeps one more; the oldest gives way. */
  public synchronized void add(Supplier<Exchange> exchange) {
    if (kept.size() == KEPT) {
      kept.removeFirst();
    }
    kept.addLast(exchange);
  }

  /** What is kept, the latest first. */
  public List<Exchange> latest() {
    return snapshot().reversed().stream().map(Supplier::get).toList();
  }

  /** The latest of a driver's own kind, as it was kept, that is wanted. */
  public <T extends Supplier<Exchange>> Optional<T> latest(Class<T> kind, Predicate<T> wanted) {
    return snapshot().reversed().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(wanted)
        .findFirst();
  }

  private synchronized List<Supplier<Exchange>> snapshot() {
    return List.copyOf(kept);
  }
}
