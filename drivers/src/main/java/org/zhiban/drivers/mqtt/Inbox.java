package org.zhiban.drivers.mqtt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands messages from the client's callback thread to the driver's thread; taking one in never
 * blocks, since the callback thread also answers the broker. What must not be lost is bounded by
 * the protocol: by the agreed receive maximum, and in MQTT 3.1.1 by the 65,535 packet identifiers.
 */
public final class Inbox {
  /**
   * Messages of quality of service 0 that wait, at most; their publishers allow them to be lost.
   */
  static final int UNACKNOWLEDGED = 10_000;

  private final LinkedBlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();
  private final AtomicLong dropped = new AtomicLong();

  /** Takes a message in; one of quality of service 0 is dropped where too many wait. */
  public void put(Arrival arrival) {
    if (arrival.qos() == 0 && queue.size() >= UNACKNOWLEDGED) {
      dropped.incrementAndGet();
    } else {
      queue.add(arrival);
    }
  }

  /** Up to {@code most} messages, waiting for the first one no longer than said. */
  List<Arrival> take(int most, Duration wait) throws InterruptedException {
    List<Arrival> taken = new ArrayList<>();
    Arrival first = queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      taken.add(first);
      queue.drainTo(taken, most - 1);
    }
    return taken;
  }

  /** How many messages were dropped since this was last asked. */
  long takeDropped() {
    return dropped.getAndSet(0);
  }
}
