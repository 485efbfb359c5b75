package org.zhiban.rules.alarm.kind;

import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * Whether every point of a connection is lost. Once its alarm stands it is over when all are back,
 * or a while after the first of them: the others are asked in turn, and their own rules shall not
 * speak up meanwhile.
 */
final class ConnectionDownSignal extends Signal {
  private final int[] points;
  private final long[] patience;
  private final long grace;
  private final PointTable table;
  private final LastHeard heard;
  private Truth down = Truth.UNKNOWN;
  private boolean standing;

  /** When the first point was heard of again while the alarm stood. */
  private long returnedAt = NEVER;

  /** A point that was not lost when it was last looked at: as long as it is not, all is well. */
  private int alive;

  private boolean marked;

  ConnectionDownSignal(int[] points, long[] patience, long grace, Surroundings surroundings) {
    this.points = points;
    this.patience = patience;
    this.grace = grace;
    table = surroundings.table();
    heard = surroundings.heard();
  }

  @Override
  public void steady(int point, Steady values) {
    if (down != Truth.FALSE) {
      values.nothing();
    }
  }

  @Override
  public Truth input(int track) {
    return down;
  }

  @Override
  public void held(int track, boolean active) {
    standing = active;
  }

  @Override
  public void begin(long time) {
    look(time);
  }

  /** A bad value tells nothing new of a connection that is down, a good one of one that is not. */
  @Override
  public void sample(int point, long time) {
    marked = table.quality(point) == Quality.BAD;
    boolean news = marked ? down != Truth.TRUE : down != Truth.FALSE;
    if (news) {
      look(Math.max(time, heard.latest()));
    }
  }

  /** A point that is marked lost is waited for no longer. */
  @Override
  public boolean timed() {
    return marked;
  }

  @Override
  public long deadline() {
    if (returnedAt != NEVER) {
      return returnedAt + grace;
    }
    if (down == Truth.TRUE) {
      return NEVER;
    }
    long last = Long.MIN_VALUE;
    for (int i = 0; i < points.length; i++) {
      if (!marked(points[i])) {
        last = Math.max(last, heard.at(points[i]) + patience[i]);
      }
    }
    return last;
  }

  @Override
  public void fire(long time) {
    look(time);
  }

  private void look(long time) {
    if (!lost(alive, time) && down == Truth.FALSE) {
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
      down = Truth.TRUE;
      returnedAt = NEVER;
    } else if (anyHeard) {
      returned(time, allBack);
    }
  }

  private void returned(long time, boolean allBack) {
    if (returnedAt == NEVER) {
      returnedAt = time;
    }
    if (!standing || allBack || time - returnedAt >= grace) {
      down = Truth.FALSE;
      returnedAt = NEVER;
    }
  }

  private boolean lost(int i, long time) {
    return marked(points[i]) || time - heard.at(points[i]) >= patience[i];
  }

  private boolean marked(int point) {
    if (table.quality(point) != Quality.BAD) {
      return false;
    }
    QualityReason reason = table.reason(point);
    return reason == QualityReason.CONNECTION_DOWN || reason == QualityReason.TIMEOUT;
  }
}
