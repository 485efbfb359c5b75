package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.LinkStatus.State;

/** What is told of a link. Written by its poller, read by anybody. */
final class LinkReport {
  private final String connection;
  private final Map<Integer, State> units = new TreeMap<>();
  private long requests;
  private long errors;
  private long roundTripNanos = -1;
  private long lastGoodMillis = -1;
  private @Nullable String lastError;
  private @Nullable Instant lastErrorAt;
  private boolean changed;

  LinkReport(String connection) {
    this.connection = connection;
  }

  /** A request was answered with values. */
  synchronized void good(long roundTripNanos, long time) {
    requests++;
    this.roundTripNanos = roundTripNanos;
    lastGoodMillis = time;
  }

  /** A request had no values for an answer. */
  synchronized void failed(String words, Instant time) {
    requests++;
    error(words, time);
  }

  /** Something failed that was no request. */
  synchronized void error(String words, Instant time) {
    errors++;
    remark(words, time);
  }

  /** Something a technician should know, though the link works. */
  synchronized void remark(String words, Instant time) {
    lastError = words;
    lastErrorAt = time;
  }

  synchronized void unit(int unit, State state) {
    changed |= units.put(unit, state) != state;
  }

  /** Of no unit is anything known: the link was just connected. */
  synchronized void unitsUnknown() {
    units.clear();
  }

  /** The status, if a state in it changed since it was last asked for. */
  synchronized Optional<LinkStatus> news() {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    return Optional.of(status());
  }

  synchronized LinkStatus status() {
    Map<String, State> byName = new TreeMap<>();
    units.forEach((unit, state) -> byName.put(Integer.toString(unit), state));
    return new LinkStatus(
        connection,
        state(),
        roundTripNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(roundTripNanos)),
        requests,
        errors,
        0,
        Optional.ofNullable(lastError),
        Optional.ofNullable(lastErrorAt),
        lastGoodMillis < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastGoodMillis)),
        byName,
        Map.of());
  }

  private State state() {
    if (units.values().stream().allMatch(State.DOWN::equals)) {
      return State.DOWN;
    }
    return units.values().stream().allMatch(State.UP::equals) ? State.UP : State.DEGRADED;
  }
}
