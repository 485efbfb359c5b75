package org.zhiban.gateway.acquisition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.zhiban.model.telemetry.PointEvent;

/**
 * Knows the events that were judged already: a broker delivers again what it was not told of, a
 * server repeats its standing conditions to whoever comes back. The record knows repeats by itself;
 * the rules do not. Used on the intake's turn.
 */
final class ToldEvents {
  /** Ids that are remembered of a point. */
  static final int KEPT = 1_000;

  private final IntPredicate corrected;
  private final Map<Integer, LinkedHashSet<String>> known = new HashMap<>();

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
  void recall(int point, String id) {
    first(point, id);
  }

  /** Those of some events that were not told before, in their order. */
  List<PointEvent> fresh(List<PointEvent> events) {
    List<PointEvent> fresh = new ArrayList<>(events.size());
    for (PointEvent event : events) {
      if (corrected.test(event.point()) || first(event.point(), event.id())) {
        fresh.add(event);
      }
    }
    return fresh;
  }

  private boolean first(int point, String id) {
    LinkedHashSet<String> ids = known.computeIfAbsent(point, _ -> new LinkedHashSet<>());
    boolean first = ids.add(id);
    if (ids.size() > KEPT) {
      ids.removeFirst();
    }
    return first;
  }
}
