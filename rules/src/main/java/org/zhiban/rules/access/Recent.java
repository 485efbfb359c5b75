package org.zhiban.rules.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How often something was done lately: so often within a length of time, and no more.
 *
 * @param times when it was done, the first first
 */
public record Recent(List<Instant> times) {
  /** Never. */
  public static final Recent NONE = new Recent(List.of());

  public Recent {
    times = List.copyOf(times);
  }

  /** Without what counts no more: what is older, and what is of before the clock was set back. */
  public Recent asOf(Instant now, Duration within) {
    return new Recent(
        times.stream()
            .filter(at -> !at.isAfter(now) && at.plus(within).isAfter(now))
            .sorted()
            .toList());
  }

  /**
   * How long it must wait before it may be done once more; empty: it may be done.
   *
   * @param most as often within the length of time
   */
  public Optional<Duration> waits(Instant now, int most, Duration within) {
    List<Instant> counted = asOf(now, within).times;
    return counted.size() < most
        ? Optional.empty()
        : Optional.of(Duration.between(now, counted.get(counted.size() - most).plus(within)));
  }

  /** After it was done once more. */
  public Recent done(Instant now, Duration within) {
    List<Instant> more = new ArrayList<>(asOf(now, within).times);
    more.add(now);
    return new Recent(more);
  }
}
