package org.zhiban.model.patrol;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One walk of a route; there is one of a route and nominal time.
 *
 * @param nominal when it is to be walked, whole seconds
 * @param from as early as that
 * @param until as late as that and still in time
 * @param end as late as that at all
 * @param checkpoints equipment to be passed, in the order of the route; any order will do
 * @param off how long the gateway was off between {@code from} and {@code until}
 * @param proofs of checkpoints, in the order of time; one a checkpoint at most
 */
public record Walk(
    String route,
    Instant nominal,
    Instant from,
    Instant until,
    Instant end,
    List<String> checkpoints,
    State state,
    Duration off,
    List<Proof> proofs) {
  private static final DateTimeFormatter IN_ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  public Walk {
    checkpoints = List.copyOf(checkpoints);
    proofs = List.copyOf(proofs);
    if (from.isAfter(nominal) || nominal.isAfter(until) || until.isAfter(end)) {
      throw new IllegalArgumentException("the times of a walk follow each other: " + route);
    }
    if (checkpoints.isEmpty()) {
      throw new IllegalArgumentException("a walk passes something: " + route);
    }
  }

  /** What became of it. */
  public enum State {
    /** To be walked, or being walked. */
    PLANNED,
    /** Every checkpoint was proved in time. */
    DONE,
    /** Every checkpoint was proved, some of them after the tolerance. */
    LATE,
    /** It is over and checkpoints are not proved. */
    MISSED,
    /** The same, and the gateway was off for half of its time or more: nobody could prove it. */
    GATEWAY_OFF;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The route and its time, as it stands in addresses. */
  public String id() {
    return route + "." + IN_ID.format(nominal);
  }

  /** The route and nominal time that an id names; empty: it is none. */
  public static Optional<Key> key(String id) {
    int dot = id.lastIndexOf('.');
    if (dot < 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Key(id.substring(0, dot), IN_ID.parse(id.substring(dot + 1), Instant::from)));
    } catch (java.time.DateTimeException _) {
      return Optional.empty();
    }
  }

  /** What there is one walk of. */
  public record Key(String route, Instant nominal) {}

  public Key key() {
    return new Key(route, nominal);
  }

  /** That somebody was at a checkpoint. */
  public Optional<Proof> proofOf(String checkpoint) {
    return proofs.stream().filter(proof -> proof.equipment().equals(checkpoint)).findFirst();
  }

  /** The checkpoints at which nobody was. */
  public List<String> unproved() {
    return checkpoints.stream().filter(it -> proofOf(it).isEmpty()).toList();
  }

  /**
   * The same with a proof, in the place of another of that checkpoint; done where it is the last.
   */
  public Walk with(Proof proof) {
    List<Proof> all = new ArrayList<>(proofs);
    all.removeIf(other -> other.equipment().equals(proof.equipment()));
    all.add(proof);
    all.sort(java.util.Comparator.comparing(Proof::time));
    Walk next = new Walk(route, nominal, from, until, end, checkpoints, state, off, all);
    return !next.unproved().isEmpty()
        ? next
        : next.in(all.stream().anyMatch(Proof::late) ? State.LATE : State.DONE);
  }

  public Walk in(State next) {
    return new Walk(route, nominal, from, until, end, checkpoints, next, off, proofs);
  }

  /** The gateway was off for so much longer. */
  public Walk off(Duration more) {
    return new Walk(route, nominal, from, until, end, checkpoints, state, off.plus(more), proofs);
  }
}
