package org.zhiban.rules.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;

/** The changes of one call of the engine, and every alarm that stands. */
final class Journal {
  private final Timeline timeline;
  private final List<AlarmChange> changes = new ArrayList<>();

  /** Sorted by id, hence by the time of raising. */
  private final Map<String, AlarmCell> standing = new TreeMap<>();

  /**
   * Alarms that are over and wait for a person while their rule, under which nothing is put
   * together, has raised another; sorted by id.
   */
  private final Map<String, Alarm> former = new TreeMap<>();

  private long version;

  Journal(Timeline timeline) {
    this.timeline = timeline;
  }

  /** The present, by the rules' time. */
  long now() {
    return timeline.now();
  }

  /** What the clock on the wall shows at a moment of the rules' time. */
  Instant wall(long time) {
    return timeline.wall(time);
  }

  /** When the rules' time comes to what the clock on the wall will show. */
  long time(Instant wall) {
    return timeline.time(wall);
  }

  void write(AlarmCell cell, AlarmChange.Kind kind, Alarm alarm, long at, Hand hand) {
    changes.add(new AlarmChange(kind, alarm, wall(at), hand.by(), hand.comment()));
    stands(cell, alarm);
  }

  /** Keeps account of the alarm without a change: it stood before. */
  void stands(AlarmCell cell, Alarm alarm) {
    former.remove(alarm.id());
    if (alarm.standing()) {
      standing.put(alarm.id(), cell);
    } else {
      standing.remove(alarm.id());
    }
  }

  /** A change that concerns no rule any more. */
  void write(AlarmChange change) {
    changes.add(change);
    standing.remove(change.alarm().id());
    former.remove(change.alarm().id());
  }

  /** The cell of an alarm that is over is another one's now. */
  void former(Alarm over) {
    standing.remove(over.id());
    former.put(over.id(), over);
  }

  @Nullable Alarm findFormer(String alarm) {
    return former.get(alarm);
  }

  /** A person moves an alarm that is over. */
  void writeFormer(AlarmChange.Kind kind, Alarm after, long at, Hand hand) {
    changes.add(new AlarmChange(kind, after, wall(at), hand.by(), hand.comment()));
    if (after.standing()) {
      former.put(after.id(), after);
    } else {
      former.remove(after.id());
    }
  }

  @Nullable AlarmCell find(String alarm) {
    return standing.get(alarm);
  }

  List<Alarm> standing() {
    return Stream.concat(
            former.values().stream(), standing.values().stream().map(AlarmCell::standing))
        .sorted(Comparator.comparing(Alarm::id))
        .toList();
  }

  /** What was written since the last call. */
  List<AlarmChange> drain() {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<AlarmChange> drained = List.copyOf(changes);
    changes.clear();
    return drained;
  }

  /** Something that must survive a restart changed. */
  void remember() {
    version++;
  }

  long version() {
    return version;
  }

  /** Whose hand moved an alarm: a person's, or the engine's own. */
  record Hand(Optional<String> by, Optional<String> comment) {
    static final Hand ENGINE = new Hand(Optional.empty(), Optional.empty());
  }
}
