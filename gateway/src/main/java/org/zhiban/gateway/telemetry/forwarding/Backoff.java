package org.zhiban.gateway.telemetry.forwarding;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.telemetry.forwarding.MeasurementSink.Outcome;

/** Waits ever longer for what does not work, and says so once when it begins and when it ends. */
final class Backoff {
  static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** What is new is no later than this, and the time of a write, when it works again. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** Whoever says how long to wait may ask for more. */
  static final Duration LONGEST_ASKED = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Backoff.class);

  private final String what;
  private final InstantSource clock;
  private volatile Optional<ForwardingTrouble> trouble = Optional.empty();
  private Duration wait = FIRST_WAIT;

  /**
   * All is well.
   *
   * @param what waits, for the log
   */
  Backoff(String what, InstantSource clock) {
    this.what = what;
    this.clock = clock;
  }

  /** It did not work; says how long to wait. */
  Duration failed(Outcome.Unavailable unavailable) {
    if (trouble.isEmpty()) {
      LOG.warn("{} waits, and goes on by itself where it stopped: {}", what, unavailable.reason());
    }
    Instant since = trouble.map(ForwardingTrouble::since).orElseGet(clock::instant);
    trouble = Optional.of(new ForwardingTrouble(unavailable.reason(), since));
    Duration next =
        unavailable.retryAfter().filter(asked -> asked.compareTo(wait) > 0).orElse(wait);
    wait = shorter(wait.multipliedBy(2), LONGEST_WAIT);
    return shorter(next, LONGEST_ASKED);
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** It worked. */
  void worked() {
    trouble.ifPresent(
        before -> LOG.info("{} goes on; it had waited since {}.", what, before.since()));
    trouble = Optional.empty();
    wait = FIRST_WAIT;
  }

  /** Why it waits, and since when; empty while it works. */
  Optional<ForwardingTrouble> trouble() {
    return trouble;
  }
}
