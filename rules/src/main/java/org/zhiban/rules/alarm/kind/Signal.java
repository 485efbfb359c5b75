package org.zhiban.rules.alarm.kind;

import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * What a rule's condition says, from moment to moment, before any delay. It has one track, or, as a
 * threshold with several limits, more, each with a delay of its own. The engine tells it what
 * happened and asks it then; it never asks for the time. Times are milliseconds since 1970 UTC and
 * never fall from call to call.
 */
public abstract class Signal {
  /** No moment at which the signal changes by itself. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Says what a track's condition is. */
  public abstract Truth input(int track);

  /** The engine begins, or goes on after a restart; what was written down was taken up. */
  public void begin(long time) {}

  /** A sample of one of its points stands in the table now. */
  public void sample(int point, long time) {}

  /**
   * Narrows the values of one of its points, which is not bad, to those that it need not be told
   * of: with them it says what it says now, everything else unchanged. By itself it wants them all.
   */
  public void steady(int point, Steady values) {
    values.nothing();
  }

  /** Somebody set the clock on the wall; only who looks at the time of day cares. */
  public void clockSet(long time) {}

  /** An event of one of its event points arrived. */
  public void event(PointEvent event, long time, long now) {}

  /**
   * Whether alarms of what it stands for, that are not announced yet, wait for it though it is not
   * in alarm itself: they could be told of sooner than their cause.
   */
  public boolean leading() {
    return false;
  }

  /** Its track went into alarm, or out of it, its delays over: for hysteresis. */
  public void held(int track, boolean active) {}

  /** When it may change though nothing happens; {@link #NEVER} where it does not. */
  public long deadline() {
    return NEVER;
  }

  /** Whether a sample may bring its deadline nearer though its input stays the same. */
  public boolean timed() {
    return false;
  }

  /** Its deadline has come. */
  public void fire(long time) {}

  /**
   * How many single happenings it has seen that are each worth an alarm, whatever {@link #input}
   * says after them: a step, an unexplained opening.
   */
  public int pulses() {
    return 0;
  }

  /** The event of the last pulse, for what the alarm says; null where there is none at hand. */
  public @Nullable PointEvent happening() {
    return null;
  }

  /** Whether its alarms are single happenings that end at once, and {@link #input} says nothing. */
  public boolean momentary() {
    return false;
  }

  /** Whether it remembers nothing that a new one would not. */
  public boolean idle() {
    return true;
  }

  /** A person reset the rule's alarm: counting starts anew. */
  public void reset(long time) {}

  /** Writes down what must survive a restart. */
  public void save(Notes notes) {}

  /** Takes up what was written down. */
  public void load(Notes notes) {}
}
