package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** Time that stands still but for waits, which leap; ends at a horizon. */
final class LeapingPace implements Pace, InstantSource {
  private static final Instant EPOCH = Instant.parse("2026-11-01T00:00:00Z");

  private long now = 1_000_000_000_000L;
  private final long begin = now;
  private long horizon = now;
  private boolean woken;
  private final TreeMap<Long, Runnable> events = new TreeMap<>();

  /** Lets the poller run on for this long. */
  void grant(Duration more) {
    horizon += more.toNanos();
  }

  /** Lets something happen so long after the beginning, whoever waits then. */
  void at(Duration elapsed, Runnable event) {
    events.put(begin + elapsed.toNanos(), event);
  }

  void pass(Duration time) {
    leap(now + time.toNanos(), false);
  }

  /** Time since the beginning. */
  Duration elapsed() {
    return Duration.ofNanos(now - begin);
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public boolean until(long moment) {
    if (moment <= now) {
      return open();
    }
    leap(Math.min(moment, horizon), true);
    boolean reached = !woken;
    woken = false;
    return reached && open();
  }

  @Override
  public boolean pass(long nanos) {
    leap(Math.min(now + nanos, horizon), false);
    return open();
  }

  private void leap(long moment, boolean wakeable) {
    while (!events.isEmpty() && events.firstKey() <= moment && !(wakeable && woken)) {
      Map.Entry<Long, Runnable> event = events.pollFirstEntry();
      now = Math.max(now, event.getKey());
      event.getValue().run();
    }
    if (!(wakeable && woken)) {
      now = Math.max(now, moment);
    }
  }

  @Override
  public void wake() {
    woken = true;
  }

  @Override
  public boolean open() {
    return now < horizon;
  }

  @Override
  public Instant instant() {
    return EPOCH.plusNanos(now - begin);
  }
}
