package org.zhiban.model.notification;

import java.time.Instant;
import java.util.Optional;

/**
 * An alarm on its way through the steps of one route. It stands as long as the alarm waits for
 * somebody, also when every step is done, so that a restart knows what was said already.
 *
 * @param route by which it goes; the name changes with what the route says
 * @param startedAt from which the times of the steps count
 * @param next the step that comes next, from 0; numbers beyond the last step repeat it
 * @param dueAt when that step is due; empty: the route has nothing more to say
 * @param paused the condition is gone for now: the clock runs on, and nothing is said
 */
public record Escalation(
    String alarm,
    String route,
    Instant startedAt,
    int next,
    Optional<Instant> dueAt,
    boolean paused) {
  public Escalation {
    if (next < 0) {
      throw new IllegalArgumentException("steps are numbered from 0: " + next);
    }
  }

  /** The same with another next step. */
  public Escalation then(int step, Optional<Instant> due) {
    return new Escalation(alarm, route, startedAt, step, due, paused);
  }

  /** The same, said on or not. */
  public Escalation paused(boolean quiet) {
    return new Escalation(alarm, route, startedAt, next, dueAt, quiet);
  }
}
