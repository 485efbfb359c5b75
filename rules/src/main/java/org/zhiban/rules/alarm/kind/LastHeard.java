package org.zhiban.rules.alarm.kind;

import java.util.Arrays;

/** When each point was last heard of: a read that was not bad, or a sign of life of its source. */
public final class LastHeard {
  private static final long NOT_YET = Long.MIN_VALUE;

  private final long[] times;
  private long start;
  private long latest = NOT_YET;

  public LastHeard(int points) {
    times = new long[points];
    Arrays.fill(times, NOT_YET);
  }

  /** Until a point is heard of, the start counts. */
  public void start(long time) {
    start = time;
    latest = Math.max(latest, time);
  }

  public void heard(int point, long time) {
    times[point] = time;
    latest = Math.max(latest, time);
  }

  /** When anything was heard of, or the start. */
  public long latest() {
    return latest;
  }

  /** Whether it was heard of since the start. */
  public boolean everHeard(int point) {
    return times[point] != NOT_YET;
  }

  /** When it was last heard of, or the start. */
  public long at(int point) {
    return times[point] == NOT_YET ? start : times[point];
  }
}
