package org.zhiban.model.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one physical link does, as its driver sees it.
 *
 * @param connection the connection's id in the site
 * @param state up: answers; degraded: some of its units, nodes or topics do not; down: none
 * @param roundTrip of the last answered request
 * @param requests requests or messages since start
 * @param errors failed ones among them
 * @param rejected messages among them that could not be used
 * @param lastError words for a person, with the time in front left to {@code lastErrorAt}
 * @param heard when something last came from a unit, by its name; only where that is known
 * @param units state of each unit id, node or topic that has one of its own, by name
 */
public record LinkStatus(
    String connection,
    State state,
    Optional<Duration> roundTrip,
    long requests,
    long errors,
    long rejected,
    Optional<String> lastError,
    Optional<Instant> lastErrorAt,
    Optional<Instant> lastGoodAt,
    Map<String, State> units,
    Map<String, Instant> heard) {
  public LinkStatus {
    units = java.util.Collections.unmodifiableMap(new TreeMap<>(units));
    heard = Map.copyOf(heard);
  }

  /** Up, degraded or down. */
  public enum State {
    UP,
    DEGRADED,
    DOWN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A link of which nothing is known yet. */
  public static LinkStatus unknown(String connection) {
    return new LinkStatus(
        connection,
        State.DOWN,
        Optional.empty(),
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of());
  }
}
