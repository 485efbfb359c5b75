package org.zhiban.rules.alarm.kind;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.zhiban.model.LocalizedText;

/**
 * A rule's condition, compiled: what wakes it, its tracks, and how it begins to run. Immutable.
 *
 * @param points whose samples wake it
 * @param events event points whose arrivals wake it
 * @param ofValues whether it is judged on the values of its points, so that their quality is the
 *     alarm's; not so where silence itself is judged
 * @param shows points whose values are written down with its alarm
 * @param tracks one or more
 * @param says what an alarm of it says where the rule has no message
 */
public record Blueprint(
    Set<Integer> points,
    Set<Integer> events,
    boolean ofValues,
    Set<Integer> shows,
    List<Track> tracks,
    LocalizedText says,
    Start start) {
  public Blueprint {
    points = java.util.Collections.unmodifiableSet(new TreeSet<>(points));
    shows = java.util.Collections.unmodifiableSet(new TreeSet<>(shows));
    events = java.util.Collections.unmodifiableSet(new TreeSet<>(events));
    tracks = List.copyOf(tracks);
    if (tracks.isEmpty()) {
      throw new IllegalArgumentException("a rule has at least one track");
    }
  }

  /** Writes down the values of all its points. */
  public Blueprint(
      Set<Integer> points,
      Set<Integer> events,
      boolean ofValues,
      List<Track> tracks,
      LocalizedText says,
      Start start) {
    this(points, events, ofValues, points, tracks, says, start);
  }

  /** Begins a run of the condition. */
  public interface Start {
    Signal begin(Surroundings surroundings);
  }
}
