package org.zhiban.rules.alarm.kind;

import java.util.Arrays;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * Whether every point of a connection is lost. It leads from when the last one is, and is in alarm
 * from when the first of the silences that it stands for would be, or all of them are as long as
 * its own wait. Once its alarm stands it is over when all are back, or a while after the first of
 * them: the others are asked in turn, and their own rules shall not speak up meanwhile.
 */
final class ConnectionDownSignal extends Signal {
  private static final String LEADS = "leads";
  private static final long NOT_MARKED = Long.MIN_VALUE;

  private final int[] points;

  /** By point, the silence after which it counts as lost. */
  private final long[] lead;

  /** By point, the silence after which a rule about it alone would speak. */
  private final long[] patience;

  private final long after;
  private final PointTable table;
  private final LastHeard heard;
  private Truth down = Truth.UNKNOWN;
  private boolean standing;
  private boolean leads;

  /** Since when all are lost; {@link #NEVER} where they are not, as far as is known. */
  private long lostAt = NEVER;

  /** When the first point was heard of again while the alarm stood. */
  private long returnedAt = NEVER;

  /** By point, the time of the value by which its driver marked it lost. */
  private final long[] markedAt;

  /** By point, when it was last heard of before that: heard of since, it is marked no more. */
  private final long[] heardBefore;

  /** A point that was not lost when it was last looked at: as long as it is not, all is well. */
  private int alive;

  private boolean marks;

  /**
   * A connection of which nothing is known yet.
   *
   * @param points those that are awaited, each once
   * @param lead by point, at most its patience
   * @param after the wait of the rule itself, and how long the line may take to come back
   */
  ConnectionDownSignal(
      int[] points, long[] lead, long[] patience, long after, Surroundings surroundings) {
    this.points = points;
    this.lead = lead;
    this.patience = patience;
    this.after = after;
    table = surroundings.table();
    heard = surroundings.heard();
    markedAt = new long[points.length];
    heardBefore = new long[points.length];
    Arrays.fill(markedAt, NOT_MARKED);
  }

  /** While one of the points is there, a value is a sign of life, which the timer finds itself. */
  @Override
  public void steady(int point, Steady values) {
    if (leads || down != Truth.FALSE) {
      values.nothing();
    }
  }

  @Override
  public Truth input(int track) {
    return down;
  }

  @Override
  public boolean leading() {
    return leads;
  }

  @Override
  public void held(int track, boolean active) {
    standing = active;
  }

  @Override
  public void begin(long time) {
    for (int point : points) {
      mark(point);
    }
    look(time);
  }

  /** A point that is marked tells nothing new of a line that is lost, a value not of one alive. */
  @Override
  public void sample(int point, long time) {
    marks = mark(point);
    boolean news = marks ? lostAt == NEVER : leads || down != Truth.FALSE;
    if (news) {
      look(Math.max(time, heard.latest()));
    }
  }

  /** A point that is marked lost is waited for no longer. */
  @Override
  public boolean timed() {
    return marks;
  }

  @Override
  public long deadline() {
    if (returnedAt != NEVER) {
      return returnedAt + after;
    }
    if (down == Truth.TRUE) {
      return NEVER;
    }
    return lostAt == NEVER ? lastLost() : speaksAt();
  }

  /** When the last of the points is lost, if none is heard of. */
  private long lastLost() {
    long last = Long.MIN_VALUE;
    for (int i = 0; i < points.length; i++) {
      if (!marked(i)) {
        last = Math.max(last, heard.at(points[i]) + lead[i]);
      }
    }
    return last;
  }

  /** When a silence that was not told of before the line was lost would be, or all have lasted. */
  private long speaksAt() {
    long first = NEVER;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < points.length; i++) {
      long at = heard.at(points[i]);
      long due = at + patience[i];
      if (due > lostAt) {
        first = Math.min(first, due);
      }
      last = Math.max(last, at);
    }
    return Math.max(lostAt, Math.min(first, last + after));
  }

  @Override
  public void fire(long time) {
    look(time);
  }

  private void look(long time) {
    if (!leads && down == Truth.FALSE && !lost(alive, time)) {
      return;
    }
    boolean anyHeard = false;
    boolean allBack = true;
    boolean allLost = true;
    for (int i = 0; i < points.length; i++) {
      boolean there = !lost(i, time);
      boolean back = there && heard.everHeard(points[i]);
      allLost &= !there;
      allBack &= back;
      anyHeard |= back;
      alive = there ? i : alive;
    }
    if (allLost) {
      allLost(time);
    } else {
      lostAt = NEVER;
      if (anyHeard) {
        returned(time, allBack);
      }
    }
  }

  private void allLost(long time) {
    leads = true;
    returnedAt = NEVER;
    if (lostAt == NEVER) {
      lostAt = time;
    }
    if (standing || time >= speaksAt()) {
      down = Truth.TRUE;
    }
  }

  private void returned(long time, boolean allBack) {
    leads = false;
    if (down == Truth.FALSE) {
      return; // It is over, though an off-delay may run.
    }
    if (returnedAt == NEVER) {
      returnedAt = time;
    }
    if (!standing || allBack || time - returnedAt >= after) {
      down = Truth.FALSE;
      returnedAt = NEVER;
    }
  }

  private boolean lost(int i, long time) {
    return marked(i) || time - heard.at(points[i]) >= lead[i];
  }

  private boolean marked(int i) {
    return markedAt[i] != NOT_MARKED && heard.at(points[i]) == heardBefore[i];
  }

  /** Notes whether a point's value says that it is lost; says whether it is marked so now. */
  private boolean mark(int point) {
    int i = Arrays.binarySearch(points, point);
    if (i < 0) {
      return false; // Of what raises the priority.
    }
    QualityReason reason = table.reason(point);
    boolean lost =
        table.quality(point) == Quality.BAD
            && (reason == QualityReason.CONNECTION_DOWN || reason == QualityReason.TIMEOUT);
    if (!lost) {
      markedAt[i] = NOT_MARKED;
    } else if (markedAt[i] != table.time(point)) {
      markedAt[i] = table.time(point);
      heardBefore[i] = heard.at(point);
    }
    return marked(i);
  }

  @Override
  public boolean idle() {
    return !leads;
  }

  @Override
  public void save(Notes notes) {
    if (leads) {
      notes.put(LEADS, 1);
    }
  }

  @Override
  public void load(Notes notes) {
    leads = notes.has(LEADS);
  }
}
