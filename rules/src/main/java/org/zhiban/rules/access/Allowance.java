package org.zhiban.rules.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much somebody may still ask: so much at once, and so much a second again.
 *
 * @param left as of {@code at}
 */
public record Allowance(double left, Instant at) {

  /**
   * What is left after one call; empty: it is one too many.
   *
   * @param burst as much at once
   * @param perSecond as much comes back; a clock that is set back brings nothing, and takes nothing
   */
  public Optional<Allowance> take(Instant now, int burst, int perSecond) {
    double passed = Math.max(0, Duration.between(at, now).toMillis() / 1_000.0);
    double there = Math.min(burst, left + passed * perSecond);
    return there < 1 ? Optional.empty() : Optional.of(new Allowance(there - 1, now));
  }

  /** As it stands now: where the clock was set back, what comes back comes from now on. */
  public Allowance seen(Instant now) {
    return now.isBefore(at) ? new Allowance(left, now) : this;
  }
}
