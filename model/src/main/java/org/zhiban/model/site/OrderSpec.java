package org.zhiban.model.site;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;

/**
 * The order that a rule's alarm makes.
 *
 * @param holdOff how long the alarm must stand before an order is made; empty: by priority (P1 0,
 *     P2 1 min, P3 5 min, P4 next day)
 * @param after so many occurrences within the time before an order is made
 * @param merge what a second alarm means for an open order
 * @param clocks own targets by clock name, before those of the site
 * @param verify what proves the repair
 */
public record OrderSpec(
    String trade,
    Urgency urgency,
    Severity severity,
    Optional<Duration> holdOff,
    Optional<Occurrences> after,
    Merge merge,
    Map<String, Duration> clocks,
    Verify verify) {
  public OrderSpec {
    clocks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(clocks));
  }

  /** A count within a time. */
  public record Occurrences(int times, Duration within) {}

  /** What a further alarm means while an order is open. */
  public enum Merge {
    /** The same failure of the same equipment attaches to the open order. */
    ORDER,
    /** Every new alarm sounds and is clocked, all under one order until it is closed. */
    INCIDENT,
    /** Each alarm makes its own order. */
    NEVER
  }

  /** What proves that the fault is gone. */
  public sealed interface Verify {
    /** Only a person. */
    record Manual() implements Verify {}

    /**
     * Normal for so long with good quality, and the function exercised where {@code exercised} says
     * so.
     */
    record Normal(Duration normalFor, Optional<Exercised> exercised) implements Verify {}

    /** The rule gives none. */
    record Unstated() implements Verify {}
  }

  /**
   * The equipment did its work since: so many starts of a point, or so much of a rise of a counter.
   */
  public record Exercised(String point, OptionalInt starts, OptionalInt rises) {}
}
