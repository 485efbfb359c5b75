package org.zhiban.gateway.acquisition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.model.telemetry.PointEvent;

/**
 * Knows the events that were judged already: a broker delivers again what it was not told of, a
 * server repeats its standing conditions to whoever comes back. The record knows repeats by itself;
 * the rules do not. Used on the intake's turn.
 *
 * <p>An id that comes with another time of its source is another happening: a device may count from
 * one again after it was switched off, and nothing that happens then may be swallowed.
 */
final class ToldEvents {
  /** Ids that are remembered of a point. */
  static final int KEPT = 1_000;

  private final IntPredicate corrected;
  private final Map<Integer, LinkedHashSet<Told>> known = new HashMap<>();

  /**
   * What tells a happening from others of its point.
   *
   * @param millis the source's time, believed or not; 0: it has none, and what stands there is the
   *     time of receipt
   */
  private record Told(String id, long millis) {
    static Told of(String id, Instant time, Instant received, Optional<Instant> told) {
      long millis = time.equals(received) ? 0 : time.toEpochMilli();
      return new Told(id, told.map(Instant::toEpochMilli).orElse(millis));
    }
  }

  /**
   * Knows nothing yet.
   *
   * @param corrected whether a later record of the same id replaces the one before, at a point:
   *     such a record is judged
   */
  ToldEvents(IntPredicate corrected) {
    this.corrected = corrected;
  }

  /** An event that was on record when the gateway began. */
  void recall(int point, StoredEvent event) {
    first(point, Told.of(event.id(), event.time(), event.received(), event.told()));
  }

  /** Those of some events that were not told before, in their order. */
  List<PointEvent> fresh(List<PointEvent> events) {
    List<PointEvent> fresh = new ArrayList<>(events.size());
    for (PointEvent event : events) {
      Told told = Told.of(event.id(), event.time(), event.received(), event.told());
      if (corrected.test(event.point()) || first(event.point(), told)) {
        fresh.add(event);
      }
    }
    return fresh;
  }

  private boolean first(int point, Told told) {
    LinkedHashSet<Told> before = known.computeIfAbsent(point, _ -> new LinkedHashSet<>());
    boolean first = before.add(told);
    if (before.size() > KEPT) {
      before.removeFirst();
    }
    return first;
  }
}
