package org.zhiban.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many messages a channel takes within a time.
 *
 * @param most 0: as many as come
 */
record Pace(int most, Duration within, Deque<Instant> sent) {
  static Pace free() {
    return new Pace(0, Duration.ZERO, new ArrayDeque<>());
  }

  static Pace of(int most, Duration within) {
    return new Pace(most, within, new ArrayDeque<>());
  }

  /** How long to wait before the next one; zero: it may go. */
  Duration wait(Instant now) {
    // What lies in the future was sent before the clock was set back.
    while (!sent.isEmpty()
        && (!sent.peekFirst().plus(within).isAfter(now) || sent.peekFirst().isAfter(now))) {
      sent.removeFirst();
    }
    return most == 0 || sent.size() < most
        ? Duration.ZERO
        : Duration.between(now, sent.getFirst().plus(within));
  }

  void sent(Instant now) {
    if (most > 0) {
      sent.addLast(now);
    }
  }
}
