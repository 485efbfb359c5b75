package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that stands still but for waits, which leap; ends at a horizon. */
final class LeapingPace implements Pace, InstantSource {
  private static final Instant EPOCH = Instant.parse("2026-11-01T00:00:00Z");

  private long now = 1_000_000_000_000L;
  private final long begin = now;
  private long horizon = now;

  /** Lets the poller run on for this long. */
  void grant(Duration more) {
    horizon += more.toNanos();
  }

  void pass(Duration time) {
    now += time.toNanos();
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
    now = Math.max(now, Math.min(moment, horizon));
    return open();
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
