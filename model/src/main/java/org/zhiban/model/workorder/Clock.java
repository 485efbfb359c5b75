package org.zhiban.model.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One promise of an order and how far it has run.
 *
 * @param name forward, accept, respond, arrive, make_safe, resolve, verify, visit, ...
 * @param elapsed summed over the finished segments
 * @param runningSince start of the segment that runs; empty while paused or ended
 * @param dueAt when it breaches if it runs on
 */
public record Clock(
    String name,
    Instant startedAt,
    Instant dueAt,
    Duration elapsed,
    Optional<Instant> runningSince,
    State state) {

  /** Running, paused, met in time, or breached. */
  public enum State {
    RUNNING,
    PAUSED,
    MET,
    BREACHED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How long it has run by now. */
  public Duration elapsedAt(Instant now) {
    return runningSince.map(since -> elapsed.plus(Duration.between(since, now))).orElse(elapsed);
  }
}
