package org.zhiban.rules.alarm;

import java.time.Instant;
import org.zhiban.rules.alarm.kind.Notes;

/**
 * The time by which rules wait: it passes as the clock on the wall does, and stands still where
 * somebody sets that clock. A delay of 30 s takes 30 s though the clock is set back by an hour in
 * between, and an hour set forward is no hour of silence. Milliseconds.
 */
final class Timeline {
  private static final long NOT_BEGUN = Long.MIN_VALUE;

  /** How far the clock on the wall is ahead of this time. */
  private long ahead;

  private long latest = NOT_BEGUN;

  /** The present, by the clock on the wall; what falls behind was set back. */
  long enter(long wall) {
    if (latest != NOT_BEGUN && wall - ahead < latest) {
      ahead = wall - latest;
    }
    latest = wall - ahead;
    return latest;
  }

  /** The present of the last call. */
  long now() {
    return latest;
  }

  /** The clock on the wall was set, forward where positive. */
  void set(long by) {
    ahead += by;
  }

  /** A moment that a source told, which is never after the present. */
  long past(long wall) {
    return Math.min(wall - ahead, latest);
  }

  /** What the clock on the wall shows. */
  Instant wall(long time) {
    return Instant.ofEpochMilli(time + ahead);
  }

  /** When it comes to what the clock on the wall will show. */
  long time(Instant wall) {
    return wall.toEpochMilli() - ahead;
  }

  long wallMillis(long time) {
    return time == Long.MAX_VALUE ? time : time + ahead;
  }

  /** Whether both are the same, so that nothing needs to be dated anew. */
  boolean plain() {
    return ahead == 0;
  }

  Notes save() {
    Notes notes = new Notes();
    notes.put("time", latest, ahead);
    return notes;
  }

  /** Goes on after a restart; while nobody looked the clock may have been set back. */
  void load(Notes notes) {
    long[] saved = notes.numbers("time");
    latest = saved[0];
    ahead = saved[1];
  }
}
