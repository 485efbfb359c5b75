package org.zhiban.drivers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.LinkStatus.State;

/**
 * Counts what a link does and says when its state changed. Safe for concurrent use. A link whose
 * session stands is up, or degraded while one of its units is not up.
 */
public final class LinkHealth {
  private final String connection;
  private final InstantSource clock;
  private final Map<String, State> units = new HashMap<>();
  private final Map<String, Instant> heard = new HashMap<>();
  private boolean standing;
  private boolean changed;
  private long requests;
  private long errors;
  private long rejected;
  private @Nullable Duration roundTrip;
  private @Nullable String lastError;
  private @Nullable Instant lastErrorAt;
  private @Nullable Instant lastGoodAt;

  public LinkHealth(String connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Requests were answered, or messages arrived, and were understood. */
  public synchronized void good(long count) {
    requests += count;
    lastGoodAt = clock.instant();
  }

  /** How long the last answer took. */
  public synchronized void roundTrip(Duration took) {
    roundTrip = took;
  }

  /** One request, message or attempt to connect failed. */
  public synchronized void failed(String words) {
    requests++;
    errors++;
    trouble(words);
  }

  /** A message came that could not be used. */
  public synchronized void rejected(String words) {
    rejected++;
    failed(words);
  }

  /** Something came from a unit. */
  public synchronized void heard(String name, Instant at) {
    heard.put(name, at);
  }

  /** Something went wrong that was no request. */
  public synchronized void trouble(String words) {
    lastError = words;
    lastErrorAt = clock.instant();
  }

  /** The session stands. */
  public synchronized void up() {
    changed |= !standing;
    standing = true;
  }

  /** The session is gone, and every unit with it. */
  public synchronized void down() {
    changed |= standing;
    standing = false;
    units.replaceAll((_, _) -> State.DOWN);
  }

  /** The state of one unit id, node or topic. */
  public synchronized void unit(String name, State state) {
    changed |= units.put(name, state) != state;
  }

  /** A client connected. */
  public synchronized void linked(String name, Instant at) {
    unit(name, State.UP);
    heard(name, at);
  }

  /** A client left; it counts no more. */
  public synchronized void gone(String name) {
    changed |= units.remove(name) != null;
    heard.remove(name);
  }

  /** The status, where a state changed since this was last asked. */
  public synchronized Optional<LinkStatus> change() {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    return Optional.of(status());
  }

  /** The status now. */
  public synchronized LinkStatus status() {
    State state =
        !standing
            ? State.DOWN
            : units.values().stream().allMatch(unit -> unit == State.UP)
                ? State.UP
                : State.DEGRADED;
    return new LinkStatus(
        connection,
        state,
        Optional.ofNullable(roundTrip),
        requests,
        errors,
        rejected,
        Optional.ofNullable(lastError),
        Optional.ofNullable(lastErrorAt),
        Optional.ofNullable(lastGoodAt),
        units,
        heard);
  }
}
