package org.zhiban.gateway.operations.sql;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * What was found out about a database that could not be reached: for a moment everybody who asks is
 * told so at once, then one of them looks again.
 */
final class Outage {
  /** How long an answer is believed. */
  static final Duration BELIEVED = Duration.ofSeconds(3);

  private final LongSupplier nanos;
  private final AtomicReference<@Nullable Found> found = new AtomicReference<>();

  private record Found(StoreUnavailableException why, long at) {}

  /** None yet. The supplier counts nanoseconds from anywhere. */
  Outage(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** It could not be reached. */
  void began(StoreUnavailableException why) {
    found.set(new Found(why, nanos.getAsLong()));
  }

  /** It was reached. */
  void ended() {
    found.set(null);
  }

  /**
   * Passes where it may be there, and one caller where it is time to look again.
   *
   * @throws StoreUnavailableException where it was not there a moment ago
   */
  void pass() {
    Found known = found.get();
    if (known == null) {
      return;
    }
    long now = nanos.getAsLong();
    if (now - known.at < BELIEVED.toNanos()
        || !found.compareAndSet(known, new Found(known.why, now))) {
      throw again(known);
    }
  }

  /**
   * The same for one who waits for those who look.
   *
   * @throws StoreUnavailableException where it is not there
   */
  void stay() {
    Found known = found.get();
    if (known != null) {
      throw again(known);
    }
  }

  private static StoreUnavailableException again(Found known) {
    return new StoreUnavailableException(String.valueOf(known.why.getMessage()), known.why);
  }
}
