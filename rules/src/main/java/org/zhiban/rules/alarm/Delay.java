package org.zhiban.rules.alarm;

import org.zhiban.rules.alarm.kind.Notes;
import org.zhiban.rules.alarm.kind.Signal;
import org.zhiban.rules.expression.Truth;

/**
 * On- and off-delay of one track. While the condition is unknown a running delay stands still: it
 * goes on where it was when the condition is known again. Times are milliseconds since 1970 UTC.
 */
final class Delay {
  private static final long NOT_RUNNING = Long.MIN_VALUE;

  private final long onDelay;
  private final long offDelay;

  private Truth input = Truth.UNKNOWN;
  private boolean active;

  /** Since when the delay towards the other output runs, moved on by the time it stood still. */
  private long since = NOT_RUNNING;

  /** Since when it stands still. */
  private long heldSince = NOT_RUNNING;

  /** When the condition first held, of the present or the coming activity. */
  private long firstSeen;

  Delay(long onDelay, long offDelay) {
    this.onDelay = onDelay;
    this.offDelay = offDelay;
  }

  Truth input() {
    return input;
  }

  /** The condition, delays over. */
  boolean active() {
    return active;
  }

  long firstSeen() {
    return firstSeen;
  }

  /** Whether the condition held when it was last known: nothing runs towards its end. */
  boolean heldWhenKnown() {
    return active == (since == NOT_RUNNING);
  }

  /** Takes what the condition is from now on; says whether the output changed at once. */
  boolean update(Truth now, long time) {
    if (now == input) {
      return false;
    }
    input = now;
    if (now == Truth.UNKNOWN) {
      heldSince = since == NOT_RUNNING ? NOT_RUNNING : time;
      return false;
    }
    if ((now == Truth.TRUE) == active) {
      stop();
      return false;
    }
    if (since == NOT_RUNNING) {
      since = time;
      firstSeen = active ? firstSeen : time;
    } else if (heldSince != NOT_RUNNING) {
      since += Math.max(0, time - heldSince);
      heldSince = NOT_RUNNING;
    }
    return expire(time);
  }

  /** When the output changes though nothing happens. */
  long deadline() {
    return since == NOT_RUNNING || heldSince != NOT_RUNNING ? Signal.NEVER : since + delay();
  }

  /** Lets a delay that is over by now take effect; says whether the output changed. */
  boolean expire(long time) {
    if (time < deadline()) {
      return false;
    }
    active = !active;
    stop();
    return true;
  }

  private long delay() {
    return active ? offDelay : onDelay;
  }

  private void stop() {
    since = NOT_RUNNING;
    heldSince = NOT_RUNNING;
  }

  boolean idle() {
    return !active && since == NOT_RUNNING;
  }

  /** An alarm of before a restart stands, whatever was written down. */
  void stand(long seen) {
    active = true;
    firstSeen = seen;
    stop();
  }

  /** As if nothing had been: the condition is not known. */
  void begin() {
    input = Truth.UNKNOWN;
    active = false;
    stop();
  }

  void save(Notes notes, String name) {
    if (!idle()) {
      notes.put(name, input.code(), active ? 1 : 0, since, heldSince, firstSeen);
    }
  }

  void load(Notes notes, String name) {
    if (notes.has(name)) {
      long[] saved = notes.numbers(name);
      input = Truth.ofCode(saved[0]);
      active = saved[1] == 1;
      since = saved[2];
      heldSince = saved[3];
      firstSeen = saved[4];
    }
  }
}
