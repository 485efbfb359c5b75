package org.zhiban.drivers;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling from the first wait to the longest, each shortened
 * by chance to between a half and the whole, so that many links do not knock together. Not safe for
 * concurrent use.
 */
public final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator chance;
  private Duration next;

  public Backoff(Duration first, Duration longest, RandomGenerator chance) {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("waits from " + first + " to " + longest);
    }
    this.first = first;
    this.longest = longest;
    this.chance = chance;
    this.next = first;
  }

  /** The wait after one more failure. */
  public Duration next() {
    Duration whole = next;
    Duration doubled = whole.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    long millis = whole.toMillis();
    return Duration.ofMillis(millis - (long) (chance.nextDouble() * millis / 2));
  }

  /** A try succeeded: the next failure waits the first wait again. */
  public void reset() {
    next = first;
  }
}
