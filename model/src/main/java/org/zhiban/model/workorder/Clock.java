package org.zhiban.model.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One promise of an order and how far it has run.
 *
 * @param name forward, accept, respond, arrive, make_safe, resolve, verify, visit, ...
 * @param cycle from 1; an order that is opened again makes its promises anew, in the next one
 * @param elapsed summed over the finished segments
 * @param runningSince start of the segment that runs; empty while paused or ended
 * @param dueAt when it breaches if it runs on
 */
public record Clock(
    String name,
    int cycle,
    Instant startedAt,
    Instant dueAt,
    Duration elapsed,
    Optional<Instant> runningSince,
    State state) {

  /** What was written before there were cycles is of the first. */
  public Clock {
    cycle = Math.max(1, cycle);
  }

  /** A promise that begins to run. */
  public static Clock started(String name, int cycle, Instant now, Instant dueAt) {
    return new Clock(name, cycle, now, dueAt, Duration.ZERO, Optional.of(now), State.RUNNING);
  }

  /** Where it stands. */
  public enum State {
    RUNNING,
    PAUSED,
    /** Kept in time. */
    MET,
    BREACHED,
    /** The order ended before it was kept or breached. */
    ENDED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it is yet to be kept. */
  public boolean going() {
    return state == State.RUNNING || state == State.PAUSED;
  }

  /** How long it has run by now. */
  public Duration elapsedAt(Instant now) {
    return runningSince.map(since -> elapsed.plus(Duration.between(since, now))).orElse(elapsed);
  }
}
